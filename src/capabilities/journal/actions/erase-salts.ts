import { sql } from 'kysely'
import type { CityTransaction } from '../../../platform/db/database.ts'

/**
 * The one thing that may be taken from an entry (RGPD art. 17): without its salt nobody can tell what it committed to, and the tree stays
 * whole. `dedups`: deduplication keys, 32 bytes each; an entry without a salt stays as it is. What still waits in the queue loses it too.
 */
export async function eraseSalts(tx: CityTransaction, city: string, dedups: readonly Uint8Array[]): Promise<void> {
  if (dedups.length === 0) return
  const these = sql`dedup = any(${dedups.map((dedup) => Buffer.from(dedup))}::bytea[])`
  await sql`update journal.queue set salt = null where city = ${city} and ${these} and salt is not null`.execute(tx)
  await sql`update journal.entries set salt = null where city = ${city} and ${these} and salt is not null`.execute(tx)
}
