import { sql } from 'kysely'
import { inCity, type CityTransaction, type Database } from '../../../platform/db/database.ts'
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
    const found = await inCity(db, city, (tx) => findInRange(tx, { city, start, end: Math.min(size, start + GROUP) }))
    if (found !== undefined) return found
  }
  return undefined
}

type Range = { readonly city: string; readonly start: number; readonly end: number }

/** Whole tiles first, each read once; then, in the first that does not fit, its entries one by one. */
async function findInRange(tx: CityTransaction, range: Range): Promise<number | undefined> {
  const { start, end } = range
  const { rows } = await sql<{ n: number | null }>`
    with own as (
      select index / 256 as n, string_agg(sha256('\\x00'::bytea || leaf), ''::bytea order by index) as hashes
      from journal.entries where city = ${range.city} and index >= ${start} and index < ${end} group by 1
    )
    select min(tile.n) as n
      from generate_series(${start / TILE_WIDTH}::bigint, ${Math.ceil(end / TILE_WIDTH)}::bigint - 1) as tile (n)
      left join own on own.n = tile.n left join journal.tiles t on t.city = ${range.city} and t.level = 0 and t.n = tile.n
      where own.hashes is null or own.hashes is distinct from substring(t.hashes for least(256, ${end}::bigint - tile.n * 256)::int * 32)`.execute(tx)
  const n = rows[0]?.n ?? undefined
  if (n === undefined) return undefined
  const first = n * TILE_WIDTH
  return (await findInTile(tx, { city: range.city, start: first, end: Math.min(end, first + TILE_WIDTH) })) ?? first
}

async function findInTile(tx: CityTransaction, { city, start, end }: Range): Promise<number | undefined> {
  const { rows } = await sql<{ there: number; altered: number | null }>`
    select count(*) as there, min(e.index) filter (where
      sha256('\\x00'::bytea || e.leaf) is distinct from substring(t.hashes from (e.index % 256)::int * 32 + 1 for 32)) as altered
    from journal.entries e left join journal.tiles t on t.city = e.city and t.level = 0 and t.n = e.index / 256
    where e.city = ${city} and e.index >= ${start} and e.index < ${end}`.execute(tx)
  const { there = 0, altered = null } = rows[0] ?? {}
  const missing = there === end - start ? undefined : await firstMissing(tx, { city, start, end })
  return altered === null ? missing : Math.min(altered, missing ?? altered)
}

async function firstMissing(tx: CityTransaction, { city, start, end }: Range): Promise<number | undefined> {
  const { rows } = await sql<{ index: number }>`
    select index from generate_series(${start}::bigint, ${end}::bigint - 1) as index
    except select index from journal.entries where city = ${city} order by index limit 1`.execute(tx)
  return rows[0]?.index
}
