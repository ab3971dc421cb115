import { sha256 } from '../../../foundation/digest.ts'
import { readableReference } from '../../../foundation/ids.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

/** Seven readable signs and a check sign. */
export const ENROLMENT_CODE_LENGTH = 8
const VALID_MINUTES = 30

export type EnrolmentRequest = { readonly city: string; readonly unit: number; readonly createdBy: string; readonly validMinutes?: number }

/** A code that enrols one phone, once. Only its digest is kept. */
export async function createEnrolment(services: Services, request: EnrolmentRequest): Promise<string> {
  const { city, unit, createdBy } = request
  const code = readableReference(services.random(ENROLMENT_CODE_LENGTH - 1))
  const now = services.clock()
  const expires = new Date(now.getTime() + (request.validMinutes ?? VALID_MINUTES) * 60_000)
  const row = { city, code_hash: enrolmentHash(city, code), unit, created_by: createdBy, created_at: now, expires_at: expires, device: null }
  await inCity(services.db, city, (tx) => tx.insertInto('receipts.enrolments').values(row).execute())
  return code
}

export function enrolmentHash(city: string, code: string): Buffer {
  return Buffer.from(sha256(`vav-enrolment/v1\n${city}\n${code}`))
}
