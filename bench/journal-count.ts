import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { REPLAY_CITY } from '../src/capabilities/receipts/index.ts'
import { dedupKey, openPublicLog, readTileFile } from '../src/capabilities/journal/index.ts'
import { decodeBundle, parseCheckpoint, parseNote, tileAt, TILE_WIDTH } from '../src/capabilities/journal/core/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { APP_ROLE, withClient } from '../src/platform/db/roles.ts'

/** A tree that someone signed or showed. `root`: 32 bytes, base64. */
export type ShownTree = { readonly who: string; readonly size: number; readonly root: string }

/** An entry of the database. `dedup`: hexadecimal. */
export type StoredEntry = { readonly index: number; readonly dedup: string; readonly leaf: string }

/** A receipt that was acknowledged. `tag`: of its holder, as its leaf carries it, base64. Each holder here has one receipt. */
export type Acknowledged = { readonly id: string; readonly tag: string }

/** All that is looked at when everything has settled. */
export type Evidence = {
  readonly acknowledged: readonly Acknowledged[]
  readonly stored: readonly StoredEntry[]
  /** Of the head row; `stored` should have as many entries. */
  readonly headSize: number
  /** The entries of the public bundles, as far as the public checkpoint reaches. A bundle that cannot be read leaves holes. */
  readonly published: readonly (string | undefined)[]
  /** In the order in which each of them was signed or shown. */
  readonly trees: readonly ShownTree[]
}

export type JournalCounts = { readonly gaps: number; readonly doubled: number; readonly lost: number; readonly forks: number }

export function countJournal(evidence: Evidence): JournalCounts {
  return { gaps: countGaps(evidence), doubled: countDoubled(evidence), lost: countLost(evidence), forks: countForks(evidence) }
}

/** Indexes that are not the next one; entries that the public reads otherwise than the database has them, or not at all. */
function countGaps({ stored, headSize, published }: Evidence): number {
  const jumps = stored.filter(({ index }, at) => index !== at).length
  const length = Math.max(stored.length, published.length)
  const differing = Array.from({ length }, (_, at) => at).filter((at) => stored[at]?.leaf !== published[at]).length
  return jumps + differing + Math.abs(headSize - stored.length)
}

/** By the database's own name of an act, and by what the public can see of it: one leaf a holder. */
function countDoubled({ stored, published }: Evidence): number {
  const tags = published.map((leaf) => tagOf(leaf)).filter((tag) => tag !== undefined)
  const acts = stored.map(({ dedup }) => dedup)
  return Math.max(tags.length - new Set(tags).size, acts.length - new Set(acts).size)
}

/** The public must read, at the place where the database has this act, a leaf of this holder. */
function countLost({ acknowledged, stored, published }: Evidence): number {
  const indexes = new Map(stored.map(({ dedup, index }) => [dedup, index]))
  return acknowledged.filter(({ id, tag }) => {
    const act = Buffer.from(dedupKey({ type: 'receipt', businessKey: id, version: 1 })).toString('hex')
    return tagOf(published[indexes.get(act) ?? -1]) !== tag
  }).length
}

/** Trees that are no beginning of the final one; and those that were shown to the public or signed after a larger one. */
function countForks({ published, trees }: Evidence): number {
  const roots = rootsOf(
    published.map((leaf) => leaf ?? ''),
    new Set(trees.map(({ size }) => size)),
  )
  const largest = new Map<string, number>()
  return trees.filter(({ who, size, root }) => {
    const before = largest.get(who) ?? 0
    largest.set(who, Math.max(before, size))
    return size < before || roots.get(size) !== root
  }).length
}

function tagOf(leaf: string | undefined): string | undefined {
  return leaf === undefined ? undefined : / receipt .* tag:(\S+)/.exec(leaf)?.[1]
}

/** RFC 6962 by the book, apart from the product's own trees: the root of the first `size` leaves, for each size that is asked. */
function rootsOf(leaves: readonly string[], sizes: ReadonlySet<number>): ReadonlyMap<number, string> {
  const hash = (...parts: readonly (string | Uint8Array)[]) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
  const roots = new Map<number, string>([[0, hash().toString('base64')]])
  // Whole subtrees from left to right, each larger than the next.
  const whole: { readonly count: number; readonly root: Uint8Array }[] = []
  for (const [at, leaf] of leaves.entries()) {
    let fresh = { count: 1, root: hash(Buffer.from([0]), leaf) }
    while (whole.at(-1)?.count === fresh.count) fresh = { count: 2 * fresh.count, root: hash(Buffer.from([1]), whole.pop()?.root ?? '', fresh.root) }
    whole.push(fresh)
    if (!sizes.has(at + 1)) continue
    const root = whole.map((subtree) => subtree.root).reduceRight((right, left) => hash(Buffer.from([1]), left, right))
    roots.set(at + 1, Buffer.from(root).toString('base64'))
  }
  return roots
}

/** One violation of each kind is planted: a counter that does not see its own proves nothing. Throws when one stays where it was. */
export function refuseBlindCounters(evidence: Evidence): void {
  const counts = countJournal(evidence)
  const middle = Math.floor(evidence.stored.length / 2)
  const without = <One>(list: readonly One[]) => list.filter((_, at) => at !== middle)
  const twice = evidence.stored[middle]
  const unknown = { id: '0000000000000000-1', tag: 'AAAAAAAAAAA=' }
  const last = evidence.trees.at(-1)
  const planted: readonly (readonly [keyof JournalCounts, Evidence])[] = [
    ['gaps', { ...evidence, stored: without(evidence.stored) }],
    ['gaps', { ...evidence, published: without(evidence.published) }],
    ['doubled', { ...evidence, stored: [...evidence.stored, ...(twice ? [twice] : [])] }],
    ['doubled', { ...evidence, published: [...evidence.published, evidence.published[middle]] }],
    ['lost', { ...evidence, acknowledged: [...evidence.acknowledged, unknown] }],
    ['lost', { ...evidence, published: evidence.published.slice(0, middle) }],
    ['forks', { ...evidence, trees: [...evidence.trees, { who: 'planted', size: middle, root: last?.root ?? '' }] }],
    ['forks', { ...evidence, trees: [...evidence.trees, ...evidence.trees.slice(0, 1)] }],
    ['forks', { ...evidence, published: ['another', ...evidence.published.slice(1)] }],
  ]
  for (const [kind, changed] of planted)
    if (countJournal(changed)[kind] <= counts[kind]) throw new Error(`the counter of ${kind} does not see a violation that was planted`)
}

/** A record's lines: size, root, time, note. */
export function readRecord(path: string): readonly ShownTree[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => {
    const [size = '', root = ''] = line.split(' ')
    return { who: path, size: Number(size), root }
  })
}

export function readNoteTree(who: string, note: string): ShownTree {
  const { size, root } = expectAccepted(parseCheckpoint(expectAccepted(parseNote(note)).text))
  return { who, size, root: Buffer.from(root).toString('base64') }
}

export type StoredJournal = { readonly stored: readonly StoredEntry[]; readonly headSize: number; readonly checkpoints: readonly ShownTree[] }

export function readStored(databaseUrl: string): Promise<StoredJournal> {
  return withClient(
    databaseUrl,
    async (client) => {
      const city = REPLAY_CITY.code
      await client.query(`set visavis.city = '${city}'`)
      const entries = await client.query<StoredEntry>(
        "select index::int, encode(dedup, 'hex') as dedup, convert_from(leaf, 'UTF8') as leaf from journal.entries where city = $1 order by index",
        [city],
      )
      const heads = await client.query<{ size: number }>('select size::int from journal.heads where city = $1', [city])
      const checkpoints = await client.query<{ size: number; root: string }>(
        "select size::int, encode(root, 'base64') as root from journal.checkpoints where city = $1 order by size",
        [city],
      )
      return {
        stored: entries.rows,
        headSize: heads.rows[0]?.size ?? 0,
        checkpoints: checkpoints.rows.map(({ size, root }) => ({ who: 'database', size, root })),
      }
    },
    APP_ROLE,
  )
}

/** The entries that the public reads, from the bundles alone. */
export async function readPublishedEntries(folder: string, size: number): Promise<readonly (string | undefined)[]> {
  const log = openPublicLog(folder)
  const entries: (string | undefined)[] = []
  for (let n = 0; n * TILE_WIDTH < size; n += 1) {
    const tile = tileAt('entries', n, size)
    const bytes = (await readTileFile(log, tile)) ?? new Uint8Array()
    const own = decodeBundle(bytes, tile.width) ?? decodeBundle(bytes, TILE_WIDTH) ?? []
    for (let at = 0; at < tile.width; at += 1) {
      const entry = own[at]
      entries.push(entry && new TextDecoder().decode(entry))
    }
  }
  return entries
}
