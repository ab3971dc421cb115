import { fromBase64url, toBase64url } from '../../../foundation/base64url.ts'
import { toHex, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { ed25519PublicKey } from '../../../foundation/signature.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { decodeCertificate, issueCertificate, type Certificate } from '../core/certificate.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { keyFileShape } from '../api/key-file.ts'

const ROOT_YEARS = 20
const UNIT_DAYS = 366
const DAY = 86_400

/** A private key and the certificate that vouches for its public half. Root: kept off the server. Unit: under `var/keys`. */
export type KeyFile = { readonly purpose: 'root' | 'unit'; readonly demo: boolean; readonly seed: Bytes; readonly certificate: string }

export type CityKey = { readonly code: string; readonly number: number; readonly demo: boolean }

/** Unix seconds from which certificates hold: now, or the past for records of the past. */
export type Start = { readonly from: number }

/** The city's root: signs its units' keys, once a year, offline. Registers its certificate; the caller keeps the key. */
export async function createRoot(services: Services, city: CityKey, start: Start): Promise<KeyFile> {
  const seed = services.random(32)
  const key = { algorithm: 'Ed25519' as const, bytes: ed25519PublicKey(seed) }
  const to = start.from + ROOT_YEARS * 365 * DAY
  const certificate = issueCertificate(
    { kind: 'root', city: city.code, cityNumber: city.number, unit: 0, key, from: start.from, to, issuer: '' },
    seed,
  )
  await register(services, city.code, certificate)
  return { purpose: 'root', demo: city.demo, seed, certificate }
}

export type UnitKeyRequest = { readonly city: CityKey; readonly unit: number; readonly root: KeyFile; readonly from: number; readonly days?: number }

/** A unit's key for one year, signed by the root. Written under `var/keys`, whole or not at all. */
export async function createUnitKey(services: Services, request: UnitKeyRequest): Promise<Result<KeyFile, 'root-of-another-city'>> {
  const { city, unit, root, from } = request
  const rootCertificate = decodeCertificate(root.certificate)
  if (rootCertificate?.kind !== 'root' || rootCertificate.city !== city.code) return refuse('root-of-another-city')
  const seed = services.random(32)
  const key = { algorithm: 'Ed25519' as const, bytes: ed25519PublicKey(seed) }
  const to = from + (request.days ?? UNIT_DAYS) * DAY
  const issuer = toHex(rootCertificate.id)
  const certificate = issueCertificate({ kind: 'unit', city: city.code, cityNumber: city.number, unit, key, from, to, issuer }, root.seed)
  const file: KeyFile = { purpose: 'unit', demo: city.demo, seed, certificate }
  await services.files.write(unitKeyPath(city.code, unit), new TextEncoder().encode(writeKeyFile(file)))
  await register(services, city.code, certificate)
  return accept(file)
}

async function register(services: Services, city: string, certificate: string): Promise<void> {
  const decoded = decodeCertificate(certificate)
  if (decoded === undefined) throw new Error('a certificate just issued decodes')
  const now = services.clock()
  await inCity(services.db, city, async (tx) => {
    const row = { city, key_id: Buffer.from(decoded.id), unit: decoded.unit, certificate, registered_at: now }
    await tx
      .insertInto('receipts.authorities')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const day = dateAt(now).toString()
    const entry = { type: 'certificate', businessKey: toHex(decoded.id), version: 1, day, sha256: sha256(certificate) } as const
    await commitEntries(tx, { city, now, random: services.random }, [entry])
  })
}

export type UnitSigner = { readonly seed: Bytes; readonly certificate: Certificate; readonly encoded: string }

/** The unit's online key. `undefined` until its key was made. */
export async function readUnitSigner(services: Services, city: string, unit: number): Promise<UnitSigner | undefined> {
  const bytes = await services.files.read(unitKeyPath(city, unit))
  const file = bytes && readKeyFile(new TextDecoder().decode(bytes))
  const certificate = file && decodeCertificate(file.certificate)
  return certificate && { seed: file.seed, certificate, encoded: file.certificate }
}

export function writeKeyFile(file: KeyFile): string {
  return `${JSON.stringify({ purpose: file.purpose, demo: file.demo, seed: toBase64url(file.seed), certificate: file.certificate }, null, 2)}\n`
}

export function readKeyFile(text: string): KeyFile | undefined {
  const parsed = keyFileShape.safeParse(safeJson(text))
  const seed = parsed.success ? fromBase64url(parsed.data.seed) : undefined
  return parsed.success && seed?.length === 32 ? { ...parsed.data, seed } : undefined
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unitKeyPath(city: string, unit: number): string {
  return `keys/${city}/unit-${unit}.json`
}
