import { inCity, type Database } from '../../../platform/db/database.ts'
import type { MonthScope } from './receipts-by-month.ts'

export function receiptsByQuarterStatement(db: Database, { city, since }: MonthScope) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', since)
    .select((select) => ['quarter', select.fn.countAll<number>().as('receipts')])
    .groupBy('quarter')
    .orderBy('quarter')
}

export const sample = { city: '80021', since: '2027-01-01' }

export async function readQuarterCounts(db: Database, scope: MonthScope): Promise<ReadonlyMap<number, number>> {
  const rows = await inCity(db, scope.city, (tx) => receiptsByQuarterStatement(tx, scope).execute())
  return new Map(rows.map(({ quarter, receipts }) => [quarter, receipts]))
}
