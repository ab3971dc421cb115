import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import { TILE_WIDTH } from '../core/tile.ts'

export type Sought = { readonly db: Database; readonly city: string; readonly from: number; readonly size: number }

/** Entries compared in one statement: half a second of hashing. */
const GROUP = TILE_WIDTH * 256

/**
 * The first entry, among the bundles that are to be published, that is not the one whose hash stands in the tree, or is not there: someone
 * changed the database by hand. The tree says what was entered; a bundle that does not fit it must never be published.
 */
export async function findAltered({ db, city, from, size }: Sought): Promise<number | undefined> {
  if (from >= size) return undefined
  for (let start = from - (from % TILE_WIDTH); start < size; start += GROUP) {
    const { rows } = await inCity(db, city, (tx) =>
      sql<{ index: number }>`
        select wanted as index from generate_series(${start}::bigint, ${Math.min(size, start + GROUP) - 1}::bigint) as wanted
        left join journal.entries e on e.city = ${city} and e.index = wanted
        left join journal.tiles t on t.city = ${city} and t.level = 0 and t.n = wanted / 256
        where e.leaf is null or sha256('\\x00'::bytea || e.leaf) is distinct from substring(t.hashes from (wanted % 256)::int * 32 + 1 for 32)
        order by wanted limit 1`.execute(tx),
    )
    if (rows[0] !== undefined) return rows[0].index
  }
  return undefined
}
