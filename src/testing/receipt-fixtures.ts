import { toHex, type Bytes } from '../foundation/bytes.ts'
import { sha256 } from '../foundation/digest.ts'
import { ed25519PublicKey, signEd25519 } from '../foundation/signature.ts'
import { certificateId, issueCertificate, type CertificateBody, type Chain } from '../capabilities/receipts/core/certificate.ts'

import { holderHash, holderOf } from '../capabilities/receipts/core/holder.ts'
import { encodeOutcome } from '../capabilities/receipts/core/outcome.ts'
import { encodePayload, type Payload } from '../capabilities/receipts/core/payload.ts'
import { decodeReceipt, encodeWithSecret, signedMessage } from '../capabilities/receipts/core/receipt.ts'

/** Certificates, a payload and a signed receipt, from seeds that have names. */
export const seed = (name: string): Bytes => sha256(name)
export const key = (name: string) => ({ algorithm: 'Ed25519', bytes: ed25519PublicKey(seed(name)) }) as const
export const NOW = 1_800_000_000

export function authorities(changes: Partial<Record<'root' | 'unit' | 'device', Partial<CertificateBody>>> = {}): Chain {
  const common = { city: '80021', cityNumber: 1, from: NOW - 1000, to: NOW + 1000 }
  const root = issueCertificate({ kind: 'root', ...common, unit: 0, key: key('root'), issuer: '', ...changes.root }, seed('root'))
  const unit = issueCertificate(
    { kind: 'unit', ...common, unit: 4, key: key('unit'), issuer: toHex(certificateId(root)), ...changes.unit },
    seed('root'),
  )
  const device = issueCertificate(
    { kind: 'device', ...common, unit: 4, key: key('device'), issuer: toHex(certificateId(unit)), ...changes.device },
    seed('unit'),
  )
  return { root, unit, device }
}

export function payloadFor(chain: Chain, changes: Partial<Payload> = {}): Payload {
  const outcome = encodeOutcome({ result: 'nothing', patDown: false, bag: false, vehicle: false, explained: true, camera: false })
  const anchor = { size: 7, rootPrefix: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) }
  return {
    algorithm: 'Ed25519',
    city: 1,
    unit: 4,
    keyId: certificateId(chain.device),
    seq: 42,
    time: NOW,
    quarter: 513,
    section: 0x010203,
    ground: 13,
    outcome,
    officer: 0x0a0b0c,
    anchor,
    ...changes,
  }
}

export const secret = new Uint8Array(16).fill(9)

export function signed(chain: Chain, changes: Partial<Payload> = {}, signer = 'device') {
  const bytes = encodePayload(payloadFor(chain, changes))
  const hash = holderHash(holderOf(secret).publicKey)
  const text = encodeWithSecret(bytes, secret, signEd25519(seed(signer), signedMessage(bytes, hash)))
  const receipt = decodeReceipt(text)
  if (!receipt) throw new Error('it decodes')
  return { receipt, text, bytes, hash }
}
