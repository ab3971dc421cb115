import { inCity, type Database } from '../../../platform/db/database.ts'

/** What the log holds, published or not. */
export function headStatement(db: Database, { city }: { readonly city: string }) {
  return db.selectFrom('journal.heads').where('city', '=', city).select(['size', 'root'])
}

export const sample = { city: '80021' }

export async function readHead(db: Database, city: string) {
  return inCity(db, city, (tx) => headStatement(tx, { city }).executeTakeFirst())
}
