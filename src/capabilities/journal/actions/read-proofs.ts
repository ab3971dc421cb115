import { toHex } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import type { Database } from '../../../platform/db/database.ts'
import { readNodes, subtreesFor, type ProofGroup } from '../core/shared-nodes.ts'
import { readNotes } from '../queries/notes.ts'
import { readPlaces } from '../queries/places.ts'
import { tilesOf } from '../queries/tiles.ts'

/** Where an entry stands. `salt`: 32 bytes, none once it was erased. `group`: the number of its proof group. */
export type EntryPlace = { readonly index: number; readonly salt: Uint8Array | null; readonly group: number }

export type Proofs = {
  readonly groups: readonly ProofGroup[]
  /** By deduplication key, hexadecimal. An entry that is not published yet is not among them. */
  readonly places: ReadonlyMap<string, EntryPlace>
}

/**
 * Proofs of these entries, as early as they can be dated: those that were published on one day share the checkpoint that was the first
 * to hold them all, so that its witnesses say since when.
 */
export async function readProofs(db: Database, city: string, dedups: readonly Uint8Array[]): Promise<Proofs> {
  const rows = dedups.length === 0 ? [] : await readPlaces(db, { city, dedups })
  const days = new Map<
    string,
    {
      size: number
      readonly indexes: number[]
      readonly dedups: { readonly dedup: string; readonly salt: Uint8Array | null; readonly index: number }[]
    }
  >()
  for (const { dedup, index, salt, size, published_at } of rows) {
    if (size === null || published_at === null) continue
    const day = dateAt(published_at).toString()
    const own = days.get(day) ?? { size, indexes: [], dedups: [] }
    own.size = Math.max(own.size, size)
    own.indexes.push(index)
    own.dedups.push({ dedup: toHex(dedup), salt, index })
    days.set(day, own)
  }
  const notes = new Map((await readNotes(db, { city, sizes: [...days.values()].map(({ size }) => size) })).map(({ size, note }) => [size, note]))
  const groups: ProofGroup[] = []
  const places = new Map<string, EntryPlace>()
  for (const { size, indexes, dedups: own } of days.values()) {
    groups.push({ note: notes.get(size) ?? '', nodes: await readNodes(subtreesFor(indexes, size), size, tilesOf(db, city)) })
    for (const { dedup, index, salt } of own) places.set(dedup, { index, salt, group: groups.length - 1 })
  }
  return { groups, places }
}
