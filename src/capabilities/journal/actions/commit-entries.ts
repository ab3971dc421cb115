import type { Bytes } from '../../../foundation/bytes.ts'
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
  if (entries.length === 0) return
  const prepared = entries.map((entry) => {
    const salt = commit.random(32)
    return { entry, salt, dedup: Buffer.from(dedupKey(entry)) }
  })
  const queued = await tx
    .insertInto('journal.outbox')
    .values(
      prepared.map(({ entry, salt, dedup }) => ({
        city: commit.city,
        dedup,
        type: entry.type,
        day: entry.day,
        commitment: Buffer.from(commitment(entry, salt)),
        holder_tag: entry.holderTag ? Buffer.from(entry.holderTag) : null,
        queued_at: commit.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['city', 'dedup']).doNothing())
    .returning('dedup')
    .execute()
  const fresh = new Set(queued.map(({ dedup }) => dedup.toString('hex')))
  const salts = prepared
    .filter(({ dedup }) => fresh.delete(dedup.toString('hex')))
    .map(({ dedup, salt }) => ({ city: commit.city, dedup, salt: Buffer.from(salt) }))
  if (salts.length > 0) await tx.insertInto('journal.salts').values(salts).execute()
}
