import { z } from 'zod'
import { isSignedBy, sign } from './vault/signed.ts'
import { hex, signature } from './vault/shapes.ts'

const certificate = z.string().max(2000)

/**
 * That whoever filed a case holds the key of a receipt: the receipt's key lets `delegate` speak, `delegate` names this case's citizen. Nobody
 * who reads it can use it for another case: `delegate` is drawn for one filing, and its private half is not kept.
 */
export const proofShape = z.strictObject({
  holder: hex(32),
  delegate: hex(32),
  delegated: signature,
  bound: signature,
  /** The certificates above the receipt, where the page that made the proof had them: a reader asks the host for no day. */
  chain: z.strictObject({ root: certificate, unit: certificate, device: certificate }).nullable(),
})
export type ReceiptProof = z.infer<typeof proofShape>

/** `receipt`: its number. `citizen`: the key that files. `seed`: of the delegate. */
export function bindReceipt({ receipt, citizen }: { readonly receipt: string; readonly citizen: string }, seed: Uint8Array): string {
  return sign('receipt', { receipt, citizen }, seed).signature
}

export function isBound(proof: ReceiptProof, { receipt, citizen }: { readonly receipt: string; readonly citizen: string }): Promise<boolean> {
  return isSignedBy('receipt', { content: { receipt, citizen }, signature: proof.bound }, proof.delegate)
}
