import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { MonthScope } from './receipts-by-month.ts'

export function declarationsByMonthStatement(db: Database, { city, since }: MonthScope) {
  return db
    .selectFrom('receipts.declarations')
    .where('city', '=', city)
    .where('day', '>=', since)
    .select((select) => [sql<string>`to_char(day, 'YYYY-MM')`.as('month'), select.fn.countAll<number>().as('declarations')])
    .groupBy('month')
    .orderBy('month')
}

export const sample = { city: '80021', since: '2027-01-01' }

/** Checks that people say they met without a receipt. Never added to receipts. */
export async function readDeclarationsByMonth(db: Database, scope: MonthScope) {
  return inCity(db, scope.city, (tx) => declarationsByMonthStatement(tx, scope).execute())
}
