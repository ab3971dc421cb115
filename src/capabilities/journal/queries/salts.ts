import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

type Wanted = { readonly city: string; readonly dedups: readonly Uint8Array[] }

/** The salts of entries that are in the journal; none once it was erased. */
export function saltsStatement(db: Database, { city, dedups }: Wanted) {
  return db
    .selectFrom('journal.entries')
    .where('city', '=', city)
    .where(sql<boolean>`dedup = any(${dedups.map((dedup) => Buffer.from(dedup))}::bytea[])`)
    .select(['dedup', 'salt'])
}

export const sample = { city: '80021', dedups: [new Uint8Array(32)] }

/** By deduplication key, hexadecimal. */
export async function readSalts(db: Database, wanted: Wanted): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await inCity(db, wanted.city, (tx) => saltsStatement(tx, wanted).execute())
  return new Map(rows.flatMap(({ dedup, salt }) => (salt === null ? [] : [[dedup.toString('hex'), new Uint8Array(salt)]])))
}
