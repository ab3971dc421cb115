import { toBase64 } from '../../../../foundation/base64.ts'
import { fromHex, toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { readJson } from '../../../../foundation/read-json.ts'
import { ed25519PublicKey } from '../../../../foundation/signature.ts'
import { decodeReceipt, delegateReceipt, encodeShareable, receiptId, type PortableReceipt } from '../../../receipts/core/index.ts'
import { bindReceipt, proofShape, type ReceiptProof } from '../../core/receipt-proof.ts'
import { hex } from '../../core/vault/shapes.ts'

/**
 * What stands in the receipt's field. `provable`: the proof will go along. `copy`: it will not. `words`: no address, as it was typed.
 * `secret`: a card's own secret, or what is left of an address that has one: it must not leave, and proves nothing as it is.
 */
export type ReceiptField = 'empty' | 'provable' | 'copy' | 'words' | 'secret'

/** A run as an address has it: longer than any word. */
const ENCODED = /[A-Z2-7]{24,}/i

export function receiptFieldOf(typed: string, handed: Typed['handed']): ReceiptField {
  if (typed.trim() === '') return 'empty'
  const receipt = decodeReceipt(typed.slice(typed.lastIndexOf('#') + 1))
  if (receipt === undefined) return ENCODED.test(typed) ? 'secret' : 'words'
  return receipt.secret !== undefined || handedFor(typed, handed) ? 'provable' : 'copy'
}

/** What a receipt's page handed over beside the copy: the right to speak for it, once. */
const handedShape = proofShape.omit({ delegate: true, bound: true }).extend({ seed: hex(32) })

export type Typed = {
  /** As it was typed, or handed over. */
  readonly receipt: string
  /** `recu` and `preuve` of the receipt's page, if it handed something over. */
  readonly handed: Readonly<Record<string, string>>
  /** The key that files. */
  readonly citizen: string
  readonly random: (length: number) => Bytes
}

/**
 * What is sealed of a receipt: a copy that nobody can claim, and the proof that who files holds the original. The address that a QR opens
 * has the key in it: the proof is made here, and the key stays here.
 */
export function proveReceipt({ receipt: typed, handed, citizen, random }: Typed): { readonly receipt: string; readonly proof: ReceiptProof | null } {
  const cut = typed.lastIndexOf('#') + 1
  const receipt = decodeReceipt(typed.slice(cut))
  if (receipt === undefined) return { receipt: receiptFieldOf(typed, handed) === 'secret' ? '' : typed, proof: null }
  const copy = typed.slice(0, cut) + encodeShareable(receipt.payloadBytes, receipt.holderHash, receipt.signature)
  if (receipt.secret !== undefined) return { receipt: copy, proof: proveNow(receipt, receipt.secret, { citizen, seed: random(32) }) }
  const given = handedFor(typed, handed)
  const seed = fromHex(given?.seed ?? '')
  if (given === undefined || seed === undefined) return { receipt: copy, proof: null }
  const { holder, delegated, chain } = given
  return { receipt: copy, proof: { holder, delegated, chain, ...bound(receipt, citizen, seed) } }
}

function proveNow(receipt: PortableReceipt, secret: Uint8Array, { citizen, seed }: { readonly citizen: string; readonly seed: Bytes }): ReceiptProof {
  const { holder, signature } = delegateReceipt(receipt, secret, ed25519PublicKey(seed))
  return { holder: toHex(holder), delegated: toBase64(signature), chain: null, ...bound(receipt, citizen, seed) }
}

function bound({ payload: { keyId, seq } }: PortableReceipt, citizen: string, seed: Bytes) {
  return { delegate: toHex(ed25519PublicKey(seed)), bound: bindReceipt({ receipt: receiptId(keyId, seq), citizen }, seed) }
}

/** What was handed over for this very address. */
function handedFor(typed: string, handed: Typed['handed']) {
  return handed['recu'] === typed ? handedShape.safeParse(readJson(handed['preuve'])).data : undefined
}
