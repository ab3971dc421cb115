import { sql, type RawBuilder } from 'kysely'
import { toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import type { CityTransaction } from '../../../platform/db/database.ts'
import { dedupKey, leafOf, leafText, type Entry } from '../core/leaf.ts'

export type Commit = {
  readonly city: string
  readonly now: Date
  /** Salts come in from outside, 32 bytes an entry. */
  readonly random: (length: number) => Bytes
}

/** Woken by each commit that queues: `80021 12`, a city and how many entries at most. */
export const QUEUED = 'journal_queued'

/**
 * Queues entries in the caller's own transaction: no act exists without its entry, no entry without its act.
 * The same act queued twice is one entry.
 */
export async function commitEntries(tx: CityTransaction, commit: Commit, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await entriesStatement(commit, entries).execute(tx)
}

/** The one statement that queues them, for a caller whose transaction is written in one go. */
export function entriesStatement(commit: Commit, entries: readonly Entry[]): RawBuilder<unknown> {
  const salts = commit.random(32 * entries.length)
  const rows = new Map<string, object>()
  for (const [index, entry] of entries.entries()) {
    const dedup = toBase64(dedupKey(entry))
    if (rows.has(dedup)) continue
    const salt = salts.subarray(32 * index, 32 * index + 32)
    rows.set(dedup, { dedup, leaf: leafText(leafOf(entry, salt)), salt: 'sha256' in entry ? null : toBase64(salt) })
  }
  return sql`
    with queued as (
      insert into journal.queue (city, dedup, leaf, salt, queued_at)
      select ${commit.city}, decode(dedup, 'base64'), convert_to(leaf, 'UTF8'), decode(salt, 'base64'), ${commit.now}::timestamptz
      from json_to_recordset(${JSON.stringify([...rows.values()])}::json) as given (dedup text, leaf text, salt text)
      on conflict (city, dedup) do nothing
    )
    select pg_notify(${QUEUED}, ${`${commit.city} ${rows.size}`})`
}
