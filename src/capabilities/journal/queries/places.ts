import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Wanted = { readonly city: string; readonly dedups: readonly Uint8Array[] }

/** Where entries stand, their salts, and the first checkpoint that was published above each; none while it waits for its quorum. */
export function placesStatement(db: Database, { city, dedups }: Wanted) {
  return db
    .selectFrom('journal.entries as e')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('journal.checkpoints as c')
          .whereRef('c.city', '=', 'e.city')
          .whereRef('c.size', '>', 'e.index')
          .select(['c.size', 'c.published_at'])
          .orderBy('c.size')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .where('e.city', '=', city)
    .where(sql<boolean>`e.dedup = any(${dedups.map((dedup) => Buffer.from(dedup))}::bytea[])`)
    .select(['e.dedup', 'e.index', 'e.salt', 'first.size', 'first.published_at'])
}

export const sample = { city: '80021', dedups: [new Uint8Array(32)] }

export async function readPlaces(db: Database, wanted: Wanted) {
  return inCity(db, wanted.city, (tx) => placesStatement(tx, wanted).execute())
}
