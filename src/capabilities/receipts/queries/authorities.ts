import { inCity, type Database } from '../../../platform/db/database.ts'

export function authoritiesStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('receipts.authorities')
    .where('city', '=', city)
    .select(['key_id', 'unit', 'certificate', 'registered_at'])
    .orderBy('registered_at')
}

export const sample = { city: '80021' }

/** Root and unit certificates, oldest first. `unit` 0 is the root. */
export async function readAuthorities(db: Database, city: string) {
  return inCity(db, city, (tx) => authoritiesStatement(tx, { city }).execute())
}
