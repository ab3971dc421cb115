import { dateAt, parseLocalDate } from '../../../foundation/local-date.ts'
import { readableReference } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readQuarters } from '../../city/index.ts'
import type { ReceiptsDeclaredService } from '../../../platform/db/tables.ts'

export const DECLARED_SERVICES = [
  'police_municipale',
  'police_nationale',
  'gendarmerie',
  'unknown',
] as const satisfies readonly ReceiptsDeclaredService[]
export const HAPPENED = ['papers', 'no_reason', 'pat_down', 'bag', 'vehicle', 'held'] as const
export type Happened = (typeof HAPPENED)[number]

/** As a form gives it. */
export type Declaration = {
  readonly day: string
  readonly hour: string
  readonly quarter: string
  readonly service: string
  readonly asked: string
  readonly happened: readonly string[]
  readonly account: string
}

export type DeclarationField = 'day' | 'quarter' | 'service' | 'asked' | 'account'

/** A check without a receipt, told by anyone. Answers its reference, or the first field that must be looked at again. */
export async function declareMissingReceipt(services: Services, city: string, told: Declaration): Promise<Result<string, 'declaration-incomplete'>> {
  const now = services.clock()
  const today = dateAt(now)
  const day = parseLocalDate(told.day)
  const wrong = (field: DeclarationField) => refuse('declaration-incomplete', { field })
  if (day === undefined || day.toString() > today.toString() || day.toString() < today.subtract({ months: 12 }).toString()) return wrong('day')
  const quarter = (await readQuarters(services.db, city)).find((candidate) => String(candidate.quarter) === told.quarter)
  if (quarter === undefined) return wrong('quarter')
  const service = DECLARED_SERVICES.find((candidate) => candidate === told.service)
  if (service === undefined) return wrong('service')
  if (told.asked !== 'yes' && told.asked !== 'no') return wrong('asked')
  if (told.account.length > 2000) return wrong('account')
  const hour = /^([01]?\d|2[0-3])$/.test(told.hour) ? Number(told.hour) : null
  const reference = readableReference(services.random(9))
  const happened = HAPPENED.filter((candidate) => told.happened.includes(candidate))
  const row = {
    city,
    reference,
    service,
    day: day.toString(),
    hour,
    quarter: quarter.quarter,
    asked: told.asked === 'yes',
    happened: [...happened],
    account: told.account,
    declared_at: now,
  }
  await inCity(services.db, city, (tx) => tx.insertInto('receipts.declarations').values(row).execute())
  return accept(reference)
}
