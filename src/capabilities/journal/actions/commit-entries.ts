import { sql, type RawBuilder } from 'kysely'
import { toHex, type Bytes } from '../../../foundation/bytes.ts'
import type { CityTransaction } from '../../../platform/db/database.ts'
import { commitment, dedupKey, type Entry } from '../core/leaf.ts'

export type Commit = {
  readonly city: string
  readonly now: Date
  /** Salts come in from outside, 32 bytes an entry. */
  readonly random: (length: number) => Bytes
}

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
    const salt = salts.subarray(32 * index, 32 * index + 32)
    const dedup = toHex(dedupKey(entry))
    if (rows.has(dedup)) continue
    const holderTag = entry.holderTag ? toHex(entry.holderTag) : null
    rows.set(dedup, { dedup, type: entry.type, day: entry.day, commitment: toHex(commitment(entry, salt)), holder_tag: holderTag, salt: toHex(salt) })
  }
  return sql`
    with given as (
      select decode(r.dedup, 'hex') as dedup, r.type, r.day, decode(r.commitment, 'hex') as commitment, decode(r.holder_tag, 'hex') as holder_tag,
        decode(r.salt, 'hex') as salt
      from json_to_recordset(${JSON.stringify([...rows.values()])}::json)
        as r (dedup text, type journal.entry_type, day date, commitment text, holder_tag text, salt text)
    ), queued as (
      insert into journal.outbox (city, dedup, type, day, commitment, holder_tag, queued_at)
      select ${commit.city}, dedup, type, day, commitment, holder_tag, ${commit.now}::timestamptz from given
      on conflict (city, dedup) do nothing
      returning dedup
    )
    insert into journal.salts (city, dedup, salt)
    select ${commit.city}, given.dedup, given.salt from given join queued on queued.dedup = given.dedup`
}
