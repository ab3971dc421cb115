import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

/** Every device certificate that was valid at some moment of a civil day in France, used or not. */
export function certificatesOfDayStatement(db: Database, { city, day }: { readonly city: string; readonly day: string }) {
  return db
    .selectFrom('receipts.certificates')
    .where('city', '=', city)
    .where((where) => where('valid_from', '<', sql<Date>`(${day}::date + 1)::timestamp at time zone 'Europe/Paris'`))
    .where((where) => where('valid_to', '>=', sql<Date>`${day}::date::timestamp at time zone 'Europe/Paris'`))
    .select('certificate')
    .orderBy('certificate')
}

export const sample = { city: '80021', day: '2027-03-01' }

export async function readCertificatesOfDay(db: Database, scope: { readonly city: string; readonly day: string }): Promise<readonly string[]> {
  const rows = await inCity(db, scope.city, (tx) => certificatesOfDayStatement(tx, scope).execute())
  return rows.map(({ certificate }) => certificate)
}
