import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type MonthScope = { readonly city: string; readonly since: string }
export type ReceiptMonth = {
  readonly unit: number
  readonly month: string
  readonly receipts: number
  readonly undelivered: number
  readonly late: number
  readonly explained: number
}

export function receiptsByMonthStatement(db: Database, { city, since }: MonthScope) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', since)
    .select((select) => [
      'unit',
      sql<string>`to_char(day, 'YYYY-MM')`.as('month'),
      select.fn.countAll<number>().as('receipts'),
      sql<number>`count(*) filter (where delivery = 'not_delivered')`.as('undelivered'),
      sql<number>`count(*) filter (where late)`.as('late'),
      sql<number>`count(*) filter (where get_byte(payload, 27) & 64 = 64)`.as('explained'),
    ])
    .groupBy(['unit', 'month'])
    .orderBy('unit')
    .orderBy('month')
}

export const sample = { city: '80021', since: '2027-01-01' }

export async function readReceiptsByMonth(db: Database, scope: MonthScope): Promise<readonly ReceiptMonth[]> {
  return inCity(db, scope.city, (tx) => receiptsByMonthStatement(tx, scope).execute())
}
