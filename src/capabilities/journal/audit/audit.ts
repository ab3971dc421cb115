import { equalBytes, toHex, type Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseCheckpoint, type Checkpoint } from '../core/checkpoint.ts'
import { parseLeaf } from '../core/leaf.ts'
import { EMPTY_ROOT, HASH_LENGTH, leafHash } from '../core/merkle.ts'
import { noteText, parseNote, verifyNote } from '../core/note.ts'
import { openCheckpoint, type CheckpointRefusal, type OpenedCheckpoint } from '../core/open-checkpoint.ts'
import type { Policy } from '../core/policy.ts'
import { decodeBundle, hashWithin, tileAt, tilePath, TILE_WIDTH, type Tile } from '../core/tile.ts'
import { readRoot } from '../core/tile-tree.ts'
import { readTileFile, type PublicLog } from '../core/public-log.ts'

/** What an audit found wrong. `index`: of the first entry concerned. */
export type AuditProblem =
  | { readonly kind: 'file-missing'; readonly path: string }
  | { readonly kind: 'file-malformed'; readonly path: string }
  | { readonly kind: 'entry-altered'; readonly index: number }
  | { readonly kind: 'entry-unreadable'; readonly index: number }
  | { readonly kind: 'tile-altered'; readonly path: string; readonly index: number }
  | { readonly kind: 'root-differs'; readonly computed: string }
  | { readonly kind: 'earlier-differs'; readonly size: number }

export type AuditReport = OpenedCheckpoint & {
  readonly types: ReadonlyMap<string, number>
  readonly days: readonly [first: string, last: string] | undefined
  readonly problems: readonly AuditProblem[]
}

export type Audit = {
  readonly log: PublicLog
  readonly policy: Policy
  /** A checkpoint that someone kept from earlier: nothing of it may have changed. */
  readonly earlier?: string
  readonly progress?: (entries: number, size: number) => void
}

const MOST_OF_A_KIND = 100

/** Re-reads the whole journal from its public files and the policy. All that is wrong is named, a hundred of a kind at most; nothing is believed. */
export async function audit({
  log,
  policy,
  earlier,
  progress,
}: Audit): Promise<Result<AuditReport, CheckpointRefusal | 'no-checkpoint' | 'earlier-malformed'>> {
  const note = await log.read('checkpoint')
  if (note === undefined) return refuse('no-checkpoint')
  const opened = await openCheckpoint(policy, noteText(note))
  if (!opened.ok) return opened
  const kept = earlier === undefined ? undefined : await openEarlier(policy, earlier)
  if (kept?.ok === false) return kept
  const { checkpoint } = opened.value
  const reading = new Reading(log, checkpoint.size)
  await reading.readEntries(progress)
  await reading.readUpperTiles()
  const computed = checkpoint.size === 0 ? EMPTY_ROOT : await readRoot(checkpoint.size, reading.tile)
  if (!equalBytes(computed, checkpoint.root)) reading.found({ kind: 'root-differs', computed: toHex(computed) })
  if (kept && !(await continues(kept.value, checkpoint, reading))) reading.found({ kind: 'earlier-differs', size: kept.value.size })
  const days = reading.days.sort()
  const [first, last] = [days[0], days.at(-1)]
  return accept({
    ...opened.value,
    types: reading.types,
    days: first === undefined || last === undefined ? undefined : [first, last],
    problems: reading.problems,
  })
}

/** Signed by the log at least: whoever kept it may have kept it without its witnesses. */
async function openEarlier(policy: Policy, source: string): Promise<Result<Checkpoint, 'earlier-malformed'>> {
  const note = parseNote(source)
  if (!note.ok || !(await verifyNote(note.value, [policy.log])).ok) return refuse('earlier-malformed')
  const checkpoint = parseCheckpoint(note.value.text)
  return checkpoint.ok && checkpoint.value.origin === policy.log.name ? checkpoint : refuse('earlier-malformed')
}

async function continues(earlier: Checkpoint, now: Checkpoint, reading: Reading): Promise<boolean> {
  if (earlier.size > now.size) return false
  return equalBytes(earlier.size === 0 ? EMPTY_ROOT : await readRoot(earlier.size, reading.tile), earlier.root)
}

/** One pass over the files: hashes are computed from the entries, and the published tiles compared with them. */
class Reading {
  readonly problems: AuditProblem[] = []
  readonly types = new Map<string, number>()
  readonly #days = new Set<string>()
  readonly #levels: Bytes[][] = []
  readonly #log: PublicLog
  readonly #size: number

  constructor(log: PublicLog, size: number) {
    this.#log = log
    this.#size = size
  }

  get days(): string[] {
    return [...this.#days]
  }

  readonly tile = async ({ level, n }: Tile): Promise<Uint8Array> => {
    const hashes = level === 'entries' ? [] : (this.#levels[level] ?? []).slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)
    return Buffer.concat(hashes)
  }

  found(problem: AuditProblem): void {
    if (this.problems.filter(({ kind }) => kind === problem.kind).length < MOST_OF_A_KIND) this.problems.push(problem)
  }

  async readEntries(progress: Audit['progress']): Promise<void> {
    const leaves: Bytes[] = []
    this.#levels.push(leaves)
    for (let n = 0; n * TILE_WIDTH < this.#size; n += 1) {
      const published = await this.#read(tileAt(0, n, this.#size))
      const bundle = tileAt('entries', n, this.#size)
      const entries = await this.#readBundle(bundle)
      for (let at = 0; at < bundle.width; at += 1)
        leaves.push(this.#compare(n * TILE_WIDTH + at, entries?.[at], published?.subarray(at * HASH_LENGTH, (at + 1) * HASH_LENGTH)))
      progress?.(Math.min(this.#size, (n + 1) * TILE_WIDTH), this.#size)
    }
  }

  /** Tiles above the first level, from the computed hashes. A tile that differs names the first entry below it. */
  async readUpperTiles(): Promise<void> {
    for (let level = 1; TILE_WIDTH ** level <= this.#size; level += 1) {
      const below = this.#levels[level - 1] ?? []
      const own: Bytes[] = []
      for (let at = 0; at + TILE_WIDTH <= below.length; at += TILE_WIDTH)
        own.push(hashWithin(Buffer.concat(below.slice(at, at + TILE_WIDTH)), 0, TILE_WIDTH))
      this.#levels.push(own)
      for (let n = 0; n * TILE_WIDTH < own.length; n += 1) {
        const tile = tileAt(level, n, this.#size)
        const published = await this.#read(tile)
        const at = own
          .slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)
          .findIndex(
            (hash, index) => published !== undefined && !equalBytes(hash, published.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH)),
          )
        if (at >= 0) this.found({ kind: 'tile-altered', path: tilePath(tile), index: (n * TILE_WIDTH + at) * TILE_WIDTH ** level })
      }
    }
  }

  #compare(index: number, entry: Uint8Array | undefined, published: Uint8Array | undefined): Bytes {
    if (entry === undefined) return published === undefined ? new Uint8Array(HASH_LENGTH) : new Uint8Array(published)
    const hash = leafHash(entry)
    if (published !== undefined && !equalBytes(hash, published)) this.found({ kind: 'entry-altered', index })
    const leaf = parseLeaf(entry)
    if (leaf === undefined) this.found({ kind: 'entry-unreadable', index })
    else {
      this.types.set(leaf.type, (this.types.get(leaf.type) ?? 0) + 1)
      this.#days.add(leaf.day)
    }
    return hash
  }

  async #readBundle(tile: Tile): Promise<readonly Bytes[] | undefined> {
    const bytes = await readTileFile(this.#log, tile)
    if (bytes === undefined) this.found({ kind: 'file-missing', path: tilePath(tile) })
    const entries = bytes && (decodeBundle(bytes, tile.width) ?? decodeBundle(bytes, TILE_WIDTH))
    if (bytes !== undefined && entries === undefined) this.found({ kind: 'file-malformed', path: tilePath(tile) })
    return entries
  }

  async #read(tile: Tile): Promise<Uint8Array | undefined> {
    const bytes = await readTileFile(this.#log, tile)
    const whole = bytes?.length === tile.width * HASH_LENGTH || bytes?.length === TILE_WIDTH * HASH_LENGTH
    if (!whole) this.found({ kind: bytes === undefined ? 'file-missing' : 'file-malformed', path: tilePath(tile) })
    return whole ? bytes : undefined
  }
}
