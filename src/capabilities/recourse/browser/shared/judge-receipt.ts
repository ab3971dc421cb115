import { fromBase64 } from '../../../../foundation/base64.ts'
import { fromHex } from '../../../../foundation/bytes.ts'
import { decodeReceipt, isOwnershipOf, receiptId, verifyReceipt, type PortableReceipt } from '../../../receipts/core/index.ts'
import type { Account } from '../../core/case-content.ts'
import { isBound, type ReceiptProof } from '../../core/receipt-proof.ts'

/**
 * `unread`: no receipt's address. `unproved`: a copy alone. `false`: the proof is not of this receipt and this case. `forged`: its key speaks, no
 * device of this city signed it. `held`: its key speaks; who signed it is not known here. `genuine`: both. `unit`: number of the service.
 */
export type ReceiptVerdict =
  | { readonly kind: 'unread' }
  | { readonly kind: 'unproved' | 'false' | 'forged' | 'held' | 'genuine'; readonly id: string; readonly unit: number; readonly at: Date }

export type Judged = Pick<Account, 'receipt' | 'proof'> & {
  /** The key that filed. */
  readonly citizen: string
  /** Certificates of the city; `undefined` when they cannot be had now. */
  readonly authorities: readonly string[] | undefined
}

/** On the reader's device, from what the case holds: the host is asked for nothing that tells which receipt it is. */
export async function judgeReceipt({ receipt: address, proof, citizen, authorities }: Judged): Promise<ReceiptVerdict> {
  const receipt = decodeReceipt(address.slice(address.lastIndexOf('#') + 1))
  if (receipt === undefined) return { kind: 'unread' }
  const { keyId, seq, unit, time } = receipt.payload
  const said = { id: receiptId(keyId, seq), unit, at: new Date(time * 1000) }
  if (proof === null) return { kind: 'unproved', ...said }
  if (!(await isHeldBy(receipt, proof, { receipt: said.id, citizen }))) return { kind: 'false', ...said }
  const { chain } = proof
  if (chain === null || authorities === undefined) return { kind: 'held', ...said }
  const genuine = authorities.includes(chain.root) && (await verifyReceipt(receipt, chain)).ok
  return { kind: genuine ? 'genuine' : 'forged', ...said }
}

async function isHeldBy(receipt: PortableReceipt, proof: ReceiptProof, of: { readonly receipt: string; readonly citizen: string }): Promise<boolean> {
  const [holder, delegate, signature] = [fromHex(proof.holder), fromHex(proof.delegate), fromBase64(proof.delegated)]
  if (!holder || !delegate || !signature) return false
  return (await isOwnershipOf(receipt, { holder, delegate, signature })) && isBound(proof, of)
}
