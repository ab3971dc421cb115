import { inCity, type Database } from '../../../platform/db/database.ts'

export type UndeliveredScope = { readonly city: string; readonly unit: number; readonly since: string }

export function undeliveredReasonsStatement(db: Database, { city, unit, since }: UndeliveredScope) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('unit', '=', unit)
    .where('day', '>=', since)
    .where('undelivered_reason', 'is not', null)
    .select((select) => ['undelivered_reason', select.fn.countAll<number>().as('receipts')])
    .groupBy('undelivered_reason')
    .orderBy('undelivered_reason')
}

export const sample = { city: '80021', unit: 1, since: '2027-03-01' }

export async function readUndeliveredReasons(db: Database, scope: UndeliveredScope) {
  return inCity(db, scope.city, (tx) => undeliveredReasonsStatement(tx, scope).execute())
}
