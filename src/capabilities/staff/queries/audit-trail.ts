import { inCity, type Database } from '../../../platform/db/database.ts'

export function auditTrailStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('platform.audit as t')
    .leftJoin('platform.accounts as a', (join) => join.onRef('a.city', '=', 't.city').onRef('a.account', '=', 't.account'))
    .where('t.city', '=', city)
    .select(['t.at', 'a.email', 't.act', 't.subject', 't.outcome'])
    .orderBy('t.id', 'desc')
    .limit(200)
}

export const sample = { city: '80021' }

/** The last two hundred acts of staff, newest first. */
export async function readAuditTrail(db: Database, city: string) {
  return inCity(db, city, (tx) => auditTrailStatement(tx, { city }).execute())
}
