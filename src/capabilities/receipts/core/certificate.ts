import { fromBase64url, toBase64url } from '../../../foundation/base64url.ts'
import { concat, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../foundation/canonical-json.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { PUBLIC_KEY_LENGTH, signEd25519, type Algorithm, type PublicKey } from '../../../foundation/signature.ts'
import { checkSignature } from '../../../foundation/verify-signature.ts'

/** Offline city root → unit (1 year) → device (24 to 72 hours). Times in Unix seconds, both ends included. */
export type CertificateKind = 'root' | 'unit' | 'device'

export type Certificate = {
  readonly kind: CertificateKind
  /** INSEE code. */
  readonly city: string
  readonly cityNumber: number
  /** 0 for the root. */
  readonly unit: number
  readonly key: PublicKey
  readonly from: number
  readonly to: number
  /** The encoded certificate's own id, and its issuer's; a root issues itself and names no issuer. */
  readonly id: Bytes
  readonly issuer: string
}

export type CertificateBody = Omit<Certificate, 'id'>

export type CertificateRefusal = 'certificate-malformed' | 'certificate-forged' | 'certificate-of-another' | 'certificate-not-valid-then'

const SIGNATURE_LENGTH = 64

/** SHA-256(certificate)[0..8]. */
export function certificateId(encoded: string): Bytes {
  return new Uint8Array(sha256(encoded).subarray(0, 8))
}

/** `base64url(canonical JSON ‖ Ed25519 signature)`. Ed25519 is deterministic, so the same certificate has one id. */
export function issueCertificate(body: CertificateBody, issuerSeed: Uint8Array): string {
  const bytes = utf8(canonicalJson(bodyToJson(body)))
  return toBase64url(concat(bytes, signEd25519(issuerSeed, message(bytes))))
}

/** Decoded once: the few certificates above a receipt are asked for at each step of its verification. What is no certificate is not kept. */
const decoded = new Map<string, Certificate>()
const MOST_DECODED = 1000
const LONGEST_KEPT = 2000

export function decodeCertificate(encoded: string): Certificate | undefined {
  const known = decoded.get(encoded)
  if (known) return known
  const certificate = decodeOnce(encoded)
  if (decoded.size >= MOST_DECODED) decoded.clear()
  if (certificate && encoded.length <= LONGEST_KEPT) decoded.set(encoded, certificate)
  return certificate
}

function decodeOnce(encoded: string): Certificate | undefined {
  const bytes = fromBase64url(encoded)
  if (bytes === undefined || bytes.length <= SIGNATURE_LENGTH) return undefined
  const body = parseBody(bytes.subarray(0, -SIGNATURE_LENGTH))
  return body && { ...body, id: certificateId(encoded) }
}

export type Chain = { readonly root: string; readonly unit: string; readonly device: string }

export type VerifiedChain = { readonly root: Certificate; readonly unit: Certificate; readonly device: Certificate }

/** Each link is signed by the one above, belongs to the same city and unit, and was valid at `time` (Unix seconds). */
export async function verifyChain(chain: Chain, time: number): Promise<Result<VerifiedChain, CertificateRefusal>> {
  const root = decodeCertificate(chain.root)
  const unit = decodeCertificate(chain.unit)
  const device = decodeCertificate(chain.device)
  if (root?.kind !== 'root' || unit?.kind !== 'unit' || device?.kind !== 'device') return refuse('certificate-malformed')
  const signed = await Promise.all([issuedBy(chain.root, root), issuedBy(chain.unit, root), issuedBy(chain.device, unit)])
  if (signed.includes(false)) return refuse('certificate-forged')
  if (unit.issuer !== toHex(root.id) || device.issuer !== toHex(unit.id)) return refuse('certificate-of-another')
  if (unit.city !== root.city || device.city !== root.city || device.unit !== unit.unit) return refuse('certificate-of-another')
  if (unit.cityNumber !== root.cityNumber || device.cityNumber !== root.cityNumber) return refuse('certificate-of-another')
  const stale = [root, unit, device].find(({ from, to }) => time < from || time > to)
  return stale ? refuse('certificate-not-valid-then', { kind: stale.kind, time }) : accept({ root, unit, device })
}

/** Is it signed with the issuer's key? */
export async function issuedBy(encoded: string, issuer: Certificate): Promise<boolean> {
  const bytes = fromBase64url(encoded)
  if (bytes === undefined) return false
  return checkSignature(issuer.key, message(bytes.subarray(0, -SIGNATURE_LENGTH)), bytes.subarray(-SIGNATURE_LENGTH))
}

function message(body: Uint8Array): Bytes {
  return concat(utf8('vav-certificate/v1\0'), body)
}

function bodyToJson(body: CertificateBody): Json {
  const { kind, city, cityNumber, unit, key, from, to, issuer } = body
  return { v: 1, kind, city, cityNumber, unit, algorithm: key.algorithm, key: toBase64url(key.bytes), from, to, issuer }
}

function parseBody(bytes: Uint8Array): CertificateBody | undefined {
  try {
    const body = bodyOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return body && canonicalJson(bodyToJson(body)) === new TextDecoder().decode(bytes) ? body : undefined
  } catch {
    return undefined
  }
}

function bodyOf(json: unknown): CertificateBody | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const read = (name: string): unknown => Object.entries(json).find(([key]) => key === name)?.[1]
  const [kind, algorithm] = [kindOf(read('kind')), algorithmOf(read('algorithm'))]
  const [city, issuer, key] = [textOf(read('city')), textOf(read('issuer')), fromBase64url(textOf(read('key')) ?? '*')]
  const numbers = ['cityNumber', 'unit', 'from', 'to'].map((name) => integerOf(read(name)))
  const [cityNumber, unit, from, to] = numbers
  if (kind === undefined || algorithm === undefined || city === undefined || issuer === undefined) return undefined
  if (cityNumber === undefined || unit === undefined || from === undefined || to === undefined) return undefined
  if (key?.length !== PUBLIC_KEY_LENGTH[algorithm] || read('v') !== 1) return undefined
  return { kind, city, cityNumber, unit, key: { algorithm, bytes: key }, from, to, issuer }
}

function kindOf(value: unknown): CertificateKind | undefined {
  return value === 'root' || value === 'unit' || value === 'device' ? value : undefined
}

function algorithmOf(value: unknown): Algorithm | undefined {
  return value === 'Ed25519' || value === 'ES256' ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
