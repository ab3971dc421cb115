import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Growth = { readonly city: string; readonly since: Date }

/** The largest size that was published on each day on a clock in France, oldest first; what came before `since` is one row, the first. */
export function growthStatement(db: Database, { city, since }: Growth) {
  const day = sql<string>`(greatest(published_at, ${since}::timestamptz - interval '1 hour') at time zone 'Europe/Paris')::date`
  return db
    .selectFrom('journal.checkpoints')
    .where('city', '=', city)
    .select((select) => [day.as('day'), select.fn.max('size').as('size')])
    .groupBy('day')
    .orderBy('day')
}

export const sample = { city: '80021', since: new Date(0) }

export async function readGrowth(db: Database, wanted: Growth) {
  return inCity(db, wanted.city, (tx) => growthStatement(tx, wanted).execute())
}
