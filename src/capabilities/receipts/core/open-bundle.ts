import { fromBase64url, toBase64url } from '../../../foundation/base64url.ts'
import { equalBytes, toHex, type Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkSignature } from '../../../foundation/verify-signature.ts'
import type { Bundle, SealedContent } from './bundle.ts'
import { certificateId, decodeCertificate, type Chain } from './certificate.ts'
import { bundleKey, holderTag } from './holder.ts'
import { detailMessage, type PortableReceipt } from './receipt.ts'
import { decodePayload } from './payload.ts'

/** AES-256-GCM, as WebCrypto offers it to browsers and Node alike; an argument because it is an effect. */
export type Decrypt = (key: Bytes, nonce: Bytes, sealed: Bytes) => Promise<Bytes>

/** The rows that this holder hash opens: one for a receipt, several for a carnet's key. */
export async function openBundle(bundle: Bundle, hash: Uint8Array, decrypt: Decrypt): Promise<readonly SealedContent[]> {
  const tag = toBase64url(holderTag(hash))
  const key = bundleKey(hash)
  const opened: SealedContent[] = []
  for (const row of bundle.receipts.filter((candidate) => candidate.tag === tag)) {
    const sealed = fromBase64url(row.sealed)
    if (sealed === undefined) continue
    const content = await decrypt(key, new Uint8Array(sealed.subarray(0, 12)), new Uint8Array(sealed.subarray(12))).catch(() => undefined)
    if (content) opened.push(JSON.parse(new TextDecoder().decode(content)))
  }
  return opened
}

/** The certificates above a device key id. `undefined` when the bundle does not hold them. */
export function chainFor(bundle: Pick<Bundle, 'authorities' | 'devices'>, keyId: Uint8Array): Chain | undefined {
  const device = bundle.devices.find((encoded) => equalBytes(certificateId(encoded), keyId))
  const unit = device && bundle.authorities.find((encoded) => toHex(certificateId(encoded)) === decodeCertificate(device)?.issuer)
  const root = unit && bundle.authorities.find((encoded) => toHex(certificateId(encoded)) === decodeCertificate(unit)?.issuer)
  return device !== undefined && unit !== undefined && root !== undefined ? { device, unit, root } : undefined
}

/** The receipt as its bytes stand in an opened row. */
export function receiptOf(content: SealedContent, secret?: Bytes): PortableReceipt | undefined {
  const [payloadBytes, hash, signature] = [fromBase64url(content.payload), fromBase64url(content.holderHash), fromBase64url(content.signature)]
  const payload = payloadBytes && decodePayload(payloadBytes)
  return payload && payloadBytes && hash && signature ? { payload, payloadBytes, holderHash: hash, signature, secret } : undefined
}

/** Is the longer record signed by the device that signed the receipt? */
export async function verifyDetail(
  content: SealedContent,
  receipt: PortableReceipt,
  chain: Chain,
): Promise<Result<string, 'detail-of-another' | 'signature-wrong'>> {
  if (content.payload !== toBase64url(receipt.payloadBytes)) return refuse('detail-of-another')
  const signature = fromBase64url(content.detailSignature)
  const device = decodeCertificate(chain.device)
  const message = detailMessage(receipt.payloadBytes, receipt.holderHash, content.detail)
  return device && signature && (await checkSignature(device.key, message, signature)) ? accept(content.detail) : refuse('signature-wrong')
}

export function aesOverWebCrypto(subtle: SubtleCrypto): Decrypt {
  return async (key, nonce, sealed) => {
    const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: nonce }, imported, sealed))
  }
}

/** Where a card's receipt is looked up: three hexadecimal digits, 12 bits of the holder's tag. */
export function prefixOf(hash: Uint8Array): string {
  return toHex(holderTag(hash)).slice(0, 3)
}
