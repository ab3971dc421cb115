import { equalBytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkSignature } from '../../../foundation/verify-signature.ts'
import { verifyChain, type CertificateRefusal, type Chain, type VerifiedChain } from './certificate.ts'
import { decodeOutcome } from './outcome.ts'
import { signedMessage, type PortableReceipt } from './receipt.ts'

export type ReceiptRefusal = CertificateRefusal | 'receipt-of-another-device' | 'signature-wrong' | 'outcome-unknown'

/** Offline, on the holder's phone: is it signed by a device that this city's root vouched for, then? */
export async function verifyReceipt(receipt: PortableReceipt, chain: Chain): Promise<Result<VerifiedChain, ReceiptRefusal>> {
  const verified = await verifyChain(chain, receipt.payload.time)
  if (!verified.ok) return verified
  const { device } = verified.value
  const { payload } = receipt
  const itsOwn = equalBytes(device.id, payload.keyId) && device.unit === payload.unit && device.cityNumber === payload.city
  if (!itsOwn || device.key.algorithm !== payload.algorithm) return refuse('receipt-of-another-device')
  if (!(await checkSignature(device.key, signedMessage(receipt.payloadBytes, receipt.holderHash), receipt.signature))) {
    return refuse('signature-wrong')
  }
  return decodeOutcome(payload.outcome) === undefined ? refuse('outcome-unknown') : accept(verified.value)
}
