import { sql } from 'kysely'
import { toHex } from '../../../foundation/bytes.ts'
import { inCity, type CityTransaction, type Database } from '../../../platform/db/database.ts'
import { EMPTY_ROOT, HASH_LENGTH } from '../core/merkle.ts'
import { growTree, type Grown } from '../core/tile-tree.ts'
import { tileAt, TILE_WIDTH } from '../core/tile.ts'

export type Sequencing = { readonly city: string; readonly now: Date; readonly largest: number }

/**
 * What was taken stays in the queue's index until the database cleans it, about once a minute. A walk along the index marks it and passes
 * over it the next time; the other plans read all of it again for each group: after 60,000 entries, ten milliseconds.
 */
const WALK_THE_INDEX = 'set local enable_bitmapscan = off; set local enable_seqscan = off'

/** `added`: entries that now stand in the log. `taken`: of the queue; some may have stood already. */
export type Sequenced = { readonly added: number; readonly taken: number; readonly size: number }

/**
 * Moves what waits into the log: one transaction, all or nothing. The head row is locked first, so that two at once take turns;
 * an index is the head's size plus its place, never a database sequence, which would leave gaps.
 */
export async function sequence(db: Database, { city, now, largest }: Sequencing): Promise<Sequenced> {
  return inCity(db, city, async (tx) => {
    await sql.raw(WALK_THE_INDEX).execute(tx)
    const head = await lockHead(tx, city, now)
    const moved = await moveFromQueue(tx, { city, size: head.size, largest })
    if (moved.leaves.length === 0) return { added: 0, taken: moved.taken, size: head.size }
    const grown = growTree(head.size, await readEdge(tx, city, head.size), moved.leaves)
    await writeTree(tx, { city, now }, grown)
    return { added: grown.size - head.size, taken: moved.taken, size: grown.size }
  })
}

/** The row that whoever adds to a log locks first. */
export async function lockHead(tx: CityTransaction, city: string, now: Date): Promise<{ readonly size: number }> {
  const locked = () => tx.selectFrom('journal.heads').where('city', '=', city).select('size').forUpdate().executeTakeFirst()
  const head = await locked()
  if (head) return head
  const empty = { city, size: 0, root: Buffer.from(EMPTY_ROOT), changed_at: now }
  await tx
    .insertInto('journal.heads')
    .values(empty)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await locked()) ?? { size: 0 }
}

type Move = { readonly city: string; readonly size: number; readonly largest: number }

/** Nobody else takes from the queue: the head is locked. The database makes the leaf hashes, H(00 ‖ leaf): entries need not travel here and back. An act that stands in the log is not entered twice. */
async function moveFromQueue(tx: CityTransaction, { city, size, largest }: Move): Promise<{ readonly taken: number; readonly leaves: Uint8Array }> {
  const { rows } = await sql<{ taken: number; leaves: Buffer | null }>`
    with taken as (
      delete from journal.queue where city = ${city} and dedup = any(array(
        select dedup from journal.queue where city = ${city} order by dedup limit ${largest}
      ))
      returning dedup, leaf, salt, queued_at
    ), fresh as (
      select taken.*, row_number() over (order by queued_at, dedup) - 1 as ordinal from taken
      where not exists (select from journal.entries e where e.city = ${city} and e.dedup = taken.dedup)
    ), entered as (
      insert into journal.entries (city, index, dedup, leaf, salt, queued_at)
      select ${city}, ${size}::bigint + ordinal, dedup, leaf, salt, queued_at from fresh
      returning index, leaf
    )
    select (select count(*) from taken) as taken, string_agg(sha256('\\x00'::bytea || leaf), ''::bytea order by index) as leaves from entered`.execute(
    tx,
  )
  return { taken: rows[0]?.taken ?? 0, leaves: rows[0]?.leaves ?? new Uint8Array() }
}

/** The unfinished tile of each level, lowest first. */
export async function readEdge(tx: CityTransaction, city: string, size: number): Promise<readonly Uint8Array[]> {
  const edge = edgeOf(size)
  const open = edge.filter(({ width }) => width > 0)
  if (open.length === 0) return []
  const { rows } = await sql<{ level: number; hashes: Buffer }>`
    select t.level, t.hashes from journal.tiles t
    join unnest(${open.map(({ level }) => level)}::smallint[], ${open.map(({ n }) => n)}::bigint[]) as wanted (level, n) on wanted.level = t.level and wanted.n = t.n
    where t.city = ${city}`.execute(tx)
  return edge.map(({ level, width }) => {
    const hashes = width === 0 ? new Uint8Array() : rows.find((row) => row.level === level)?.hashes
    if (hashes?.length !== width * HASH_LENGTH)
      throw new Error(`the journal of ${city} lacks a tile of level ${level}: was its database changed by hand?`)
    return hashes
  })
}

function edgeOf(size: number): readonly { readonly level: number; readonly n: number; readonly width: number }[] {
  const edge = []
  for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)]) {
    const n = Math.floor(count / TILE_WIDTH)
    edge.push({ level, n, width: tileAt(level, n, size).width })
  }
  return edge
}

export async function writeTree(tx: CityTransaction, { city, now }: { readonly city: string; readonly now: Date }, grown: Grown): Promise<void> {
  const { changed } = grown
  await sql`
    with tree as (
      insert into journal.tiles (city, level, n, hashes)
      select ${city}, level, n, hashes
      from unnest(${changed.map(({ level }) => level)}::smallint[], ${changed.map(({ n }) => n)}::bigint[], ${changed.map(({ hashes }) => `\\x${toHex(hashes)}`)}::bytea[]) as t (level, n, hashes)
      on conflict (city, level, n) do update set hashes = excluded.hashes
    )
    update journal.heads set size = ${grown.size}, root = ${Buffer.from(grown.root)}, changed_at = ${now}::timestamptz where city = ${city}`.execute(
    tx,
  )
}
