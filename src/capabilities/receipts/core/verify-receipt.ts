import { equalBytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkSignature } from '../../../foundation/verify-signature.ts'
import { decodeCertificate, verifyChain, type CertificateRefusal, type Chain, type VerifiedChain } from './certificate.ts'
import { decodeOutcome } from './outcome.ts'
import { signedMessage, type PortableReceipt } from './receipt.ts'

export type ReceiptRefusal = CertificateRefusal | 'receipt-of-another-device' | 'signature-wrong' | 'outcome-unknown'

/** Offline, on the holder's phone: is it signed by a device that this city's root vouched for, then? */
export async function verifyReceipt(receipt: PortableReceipt, chain: Chain): Promise<Result<VerifiedChain, ReceiptRefusal>> {
  // Under the key that the certificate names, beside the check that the certificate holds.
  const named = decodeCertificate(chain.device)?.key
  const message = signedMessage(receipt.payloadBytes, receipt.holderHash)
  const [verified, signed] = await Promise.all([
    verifyChain(chain, receipt.payload.time),
    named !== undefined && checkSignature(named, message, receipt.signature),
  ])
  if (!verified.ok) return verified
  const { device } = verified.value
  const { payload } = receipt
  const itsOwn = equalBytes(device.id, payload.keyId) && device.unit === payload.unit && device.cityNumber === payload.city
  if (!itsOwn || device.key.algorithm !== payload.algorithm) return refuse('receipt-of-another-device')
  if (!signed) return refuse('signature-wrong')
  return decodeOutcome(payload.outcome) === undefined ? refuse('outcome-unknown') : accept(verified.value)
}
