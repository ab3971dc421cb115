import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Days = { readonly city: string; readonly since: string; readonly before: string }

/**
 * Median of the seconds that an officer's phone takes from the moment when a check is opened on it to the signature of its receipt: both
 * times are in the signed record. (The receipt's own time is that of the check: it says nothing of how long the receipt took.)
 */
export function issueSecondsStatement(db: Database, { city, since, before }: Days) {
  const taken = sql<number>`(detail::jsonb ->> 'ended')::bigint - (detail::jsonb ->> 'started')::bigint`
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', since)
    .where('day', '<', before)
    .select(sql<number | null>`percentile_cont(0.5) within group (order by ${taken})`.as('seconds'))
}

export const sample = { city: '80021', since: '2027-01-01', before: '2027-02-01' }

export async function readIssueSeconds(db: Database, days: Days): Promise<number | undefined> {
  const row = await inCity(db, days.city, (tx) => issueSecondsStatement(tx, days).executeTakeFirst())
  return row?.seconds ?? undefined
}
