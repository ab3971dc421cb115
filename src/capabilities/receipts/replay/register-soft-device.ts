import { uuidV7 } from '../../../foundation/ids.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readUnitSigner } from '../actions/authorities.ts'
import { insertDevice } from '../actions/enrol-device.ts'
import { issueCertificates } from '../actions/issue-certificates.ts'
import { SoftDevice } from './soft-device.ts'

export type SoftRegistration = {
  readonly city: string
  readonly unit: number
  /** Unix seconds that its certificates cover. */ readonly span: readonly [number, number]
  /** 32 bytes; drawn when absent. */ readonly seed?: Uint8Array
}

/** Enrols a device of this process from the server's side, with certificates for a stretch of the past. Demonstration, replay and benches only. */
export async function registerSoftDevice(services: Services, { city, unit, span, seed }: SoftRegistration): Promise<SoftDevice> {
  const signer = await readUnitSigner(services, city, unit)
  if (signer === undefined) throw new Error(`unit ${unit} of ${city} has no key`)
  const soft = new SoftDevice(seed ?? services.random(32))
  const now = services.clock()
  const key = { algorithm: 'Ed25519' as const, bytes: soft.publicKey }
  const device = await inCity(services.db, city, async (tx) => {
    const known = await tx
      .selectFrom('receipts.devices')
      .where('city', '=', city)
      .where('public_key', '=', Buffer.from(key.bytes))
      .select('device')
      .executeTakeFirst()
    if (known) return known.device
    const fresh = uuidV7(now.getTime(), services.random(10))
    await insertDevice({ tx, city, now }, { device: fresh, unit, key })
    return fresh
  })
  soft.adopt(await issueCertificates(services, { city, signer, devices: [{ device, unit, key }], span }))
  return soft
}
