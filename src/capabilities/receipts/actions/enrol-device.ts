import { z } from 'zod'
import { fromBase64url } from '../../../foundation/base64url.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { parseReference, uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { PUBLIC_KEY_LENGTH, verifySignature, type PublicKey } from '../../../foundation/signature.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { enrolmentMessage } from '../core/request-signature.ts'
import { readUnitSigner } from './authorities.ts'
import { ENROLMENT_CODE_LENGTH, enrolmentHash } from './create-enrolment.ts'
import { bytesOf } from '../api/submission.ts'

export const enrolmentShape = z.strictObject({
  code: z.string().max(32),
  algorithm: z.enum(['Ed25519', 'ES256']),
  publicKey: z.string().max(100),
  proof: bytesOf(64),
})
export type Enrolment = z.infer<typeof enrolmentShape>

export type EnrolledDevice = { readonly device: string; readonly unit: number; readonly number: number; readonly key: PublicKey }

/** One code, one phone: the code is spent in the same transaction that registers the key. */
export async function enrolDevice(
  services: Services,
  city: string,
  enrolment: Enrolment,
): Promise<Result<EnrolledDevice, 'code-refused' | 'unit-key-missing' | 'malformed'>> {
  const code = parseReference(enrolment.code, ENROLMENT_CODE_LENGTH)
  const bytes = fromBase64url(enrolment.publicKey)
  if (bytes?.length !== PUBLIC_KEY_LENGTH[enrolment.algorithm]) return refuse('malformed', { part: 'publicKey' })
  const key: PublicKey = { algorithm: enrolment.algorithm, bytes }
  if (code === undefined) return refuse('code-refused')
  if (!verifySignature(key, enrolmentMessage(code, bytes), enrolment.proof)) return refuse('malformed', { part: 'proof' })
  const now = services.clock()
  const unit = await findUnit(services, city, { code, now })
  if (unit === undefined) return refuse('code-refused')
  // Before the code is spent: it must still be good once the city has made the key.
  if ((await readUnitSigner(services, city, unit)) === undefined) return refuse('unit-key-missing')
  const device = uuidV7(now.getTime(), services.random(10))
  return inCity(services.db, city, async (tx) => {
    const spent = await tx
      .updateTable('receipts.enrolments')
      .set({ device })
      .where('city', '=', city)
      .where('code_hash', '=', enrolmentHash(city, code))
      .where('device', 'is', null)
      .where('expires_at', '>', now)
      .returning('unit')
      .executeTakeFirst()
    if (spent === undefined) return refuse('code-refused')
    const number = await insertDevice({ tx, city, now }, { device, unit: spent.unit, key })
    return accept({ device, unit: spent.unit, number, key })
  })
}

async function findUnit(services: Services, city: string, { code, now }: { readonly code: string; readonly now: Date }): Promise<number | undefined> {
  const row = await inCity(services.db, city, (tx) =>
    tx
      .selectFrom('receipts.enrolments')
      .where('city', '=', city)
      .where('code_hash', '=', enrolmentHash(city, code))
      .where('device', 'is', null)
      .where('expires_at', '>', now)
      .select('unit')
      .executeTakeFirst(),
  )
  return row?.unit
}

type Writing = { readonly tx: CityTransaction; readonly city: string; readonly now: Date }

/** The number by which people of the unit call the phone: « appareil 3 ». */
export async function insertDevice(
  { tx, city, now }: Writing,
  made: { readonly device: string; readonly unit: number; readonly key: { readonly algorithm: 'Ed25519' | 'ES256'; readonly bytes: Bytes } },
): Promise<number> {
  // The unit's row is the lock: two phones enrolled at once get two numbers.
  await tx.selectFrom('city.units').where('city', '=', city).where('unit', '=', made.unit).select('unit').forUpdate().execute()
  const last = await tx
    .selectFrom('receipts.devices')
    .where('city', '=', city)
    .where('unit', '=', made.unit)
    .select((select) => select.fn.max('number').as('number'))
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const row = {
    city,
    device: made.device,
    unit: made.unit,
    number,
    algorithm: made.key.algorithm,
    public_key: Buffer.from(made.key.bytes),
    enrolled_at: now,
  }
  await tx.insertInto('receipts.devices').values(row).execute()
  return number
}
