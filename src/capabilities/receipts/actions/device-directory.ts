import { fromHex, type Bytes } from '../../../foundation/bytes.ts'
import type { Algorithm } from '../../../foundation/signature.ts'
import { threadKey } from '../../../platform/crypto/verify.ts'
import type { Database } from '../../../platform/db/database.ts'
import { readCities, readUnits } from '../../city/index.ts'
import { decodeCertificate } from '../core/certificate.ts'
import type { UnitRules } from '../core/check-rules.ts'
import { readCertificate } from '../queries/certificate.ts'

/** What the intake needs of the device behind a key id. */
export type KnownDevice = {
  readonly keyId: Bytes
  readonly device: string
  readonly unit: number
  readonly algorithm: Algorithm
  /** As the checking thread takes it. */
  readonly key: string
  readonly from: number
  readonly to: number
  readonly rules: UnitRules
}

const LIFE_MS = 5_000
const MAX_ENTRIES = 10_000

/** Certificates never change, the rules of a unit seldom do: read once in five seconds, not once a receipt. */
export class DeviceDirectory {
  readonly #db: Database
  readonly #clock: () => Date
  readonly #known = new Map<string, { readonly device: KnownDevice; readonly until: number }>()

  constructor(db: Database, clock: () => Date) {
    this.#db = db
    this.#clock = clock
  }

  async find(city: string, keyId: string): Promise<KnownDevice | undefined> {
    const key = city + keyId
    const cached = this.#known.get(key)
    const now = this.#clock().getTime()
    if (cached && cached.until > now) return cached.device
    const device = await this.#read(city, keyId)
    if (device === undefined) return undefined
    if (this.#known.size >= MAX_ENTRIES) this.#known.clear()
    this.#known.set(key, { device, until: now + LIFE_MS })
    return device
  }

  async #read(city: string, keyId: string): Promise<KnownDevice | undefined> {
    const bytes = fromHex(keyId)
    const row = bytes && (await readCertificate(this.#db, { city, keyId: bytes }))
    const certificate = row && decodeCertificate(row.certificate)
    if (bytes === undefined || row === undefined || certificate === undefined) return undefined
    const rules = await this.#rules(city, certificate.unit)
    if (rules === undefined) return undefined
    const { unit, key, from, to } = certificate
    return { keyId: bytes, device: row.device, unit, algorithm: key.algorithm, key: threadKey(key), from, to, rules }
  }

  async #rules(city: string, unit: number): Promise<UnitRules | undefined> {
    const [units, cities] = await Promise.all([readUnits(this.#db, city), readCities(this.#db)])
    const found = units.find((candidate) => candidate.unit === unit)
    const optionalFields = cities.find(({ code }) => code === city)?.optionalFields ?? []
    return found && { kind: found.kind, acts: found.acts, optionalFields }
  }
}
