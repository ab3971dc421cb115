import { sql } from 'kysely'
import type { CityTransaction } from '../../../platform/db/database.ts'

/** 32 random bytes. */
const NOBODYS_KEY = sql`sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`

/**
 * What may be taken from an entry (RGPD art. 17): without its salt nobody can tell what it committed to, without its key nobody can guess
 * which act it was, and the tree stays whole. `dedups`: deduplication keys, 32 bytes each; an entry without a salt stays as it is. What
 * still waits in the queue loses both too. An act that is sent again afterwards enters again, under a salt of its own.
 */
export async function eraseSalts(tx: CityTransaction, city: string, dedups: readonly Uint8Array[]): Promise<void> {
  if (dedups.length === 0) return
  const these = sql`dedup = any(${dedups.map((dedup) => Buffer.from(dedup))}::bytea[])`
  for (const table of ['queue', 'entries'])
    await sql`update ${sql.id('journal', table)} set salt = null, dedup = ${NOBODYS_KEY} where city = ${city} and ${these} and salt is not null`.execute(
      tx,
    )
}
