import { inCity, type Database } from '../../../platform/db/database.ts'

export type UndeliveredScope = { readonly city: string; readonly since: string }

export function undeliveredReasonsStatement(db: Database, { city, since }: UndeliveredScope) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', since)
    .where('undelivered_reason', 'is not', null)
    .select((select) => ['unit', 'undelivered_reason', select.fn.countAll<number>().as('receipts')])
    .groupBy(['unit', 'undelivered_reason'])
    .orderBy('unit')
    .orderBy('receipts', 'desc')
}

export const sample = { city: '80021', since: '2027-03-01' }

/** Why receipts were not handed over, by unit, the commonest reason first. */
export async function readUndeliveredReasons(db: Database, scope: UndeliveredScope) {
  return inCity(db, scope.city, (tx) => undeliveredReasonsStatement(tx, scope).execute())
}
