import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Growth = { readonly city: string; readonly since: Date }

/** The largest size that was published on each day on a clock in France, oldest first. */
export function growthStatement(db: Database, { city, since }: Growth) {
  const day = sql<string>`(published_at at time zone 'Europe/Paris')::date`
  return db
    .selectFrom('journal.checkpoints')
    .where('city', '=', city)
    .where('published_at', '>=', since)
    .select((select) => [day.as('day'), select.fn.max('size').as('size'), select.fn.min('size').as('first')])
    .groupBy('day')
    .orderBy('day')
}

export const sample = { city: '80021', since: new Date(0) }

export async function readGrowth(db: Database, wanted: Growth) {
  return inCity(db, wanted.city, (tx) => growthStatement(tx, wanted).execute())
}
