import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Days = { readonly city: string; readonly since: string; readonly before: string }

/** Median of the seconds between the end of a check and the signature of its receipt. */
export function issueSecondsStatement(db: Database, { city, since, before }: Days) {
  const waited = sql<number>`extract(epoch from issued_at) - (detail::jsonb ->> 'ended')::bigint`
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', since)
    .where('day', '<', before)
    .select(sql<number | null>`percentile_cont(0.5) within group (order by greatest(0, ${waited}))`.as('seconds'))
}

export const sample = { city: '80021', since: '2027-01-01', before: '2027-02-01' }

export async function readIssueSeconds(db: Database, days: Days): Promise<number | undefined> {
  const row = await inCity(db, days.city, (tx) => issueSecondsStatement(tx, days).executeTakeFirst())
  return row?.seconds ?? undefined
}
