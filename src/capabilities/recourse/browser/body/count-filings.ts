import { z } from 'zod'
import { civilDate } from '../../../../foundation/civil-date.ts'
import { equalBytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { decodeBundle, growTree, leafHash, openCheckpoint, parseLeaf, tileAt, tilePath, TILE_WIDTH } from '../../../journal/core/index.ts'
import { bodyTag } from '../../core/entries.ts'
import { quarterDays, type Quarter } from '../../core/quarter.ts'
import type { Ask } from '../shared/vault-client.ts'
import { recall, type Memory } from '../shared/memory.ts'
import { askPolicy } from '../shared/trust-body.ts'

export type CountRefusal = 'journal-unread' | 'journal-other' | 'journal-broken' | 'journal-old'

const SIDE_BY_SIDE = 8
const SIZE_PLACE = 'visavis-journal-taille'

type Asking = { readonly ask: Ask; readonly memory: Memory }

/**
 * Every filing of a body up to the end of a quarter, as the public journal has it: each entry is read on this device, and together they make the
 * tree that the log and its witnesses signed after that quarter. Answers the lines of those entries. `told`: bundles read, of how many.
 */
export async function readFilingLeaves(
  { ask, memory }: Asking,
  { body, quarter }: { readonly body: string; readonly quarter: Quarter },
  told: (done: number, all: number) => void,
): Promise<Result<ReadonlySet<string>, CountRefusal>> {
  const policy = await askPolicy({ ask, memory })
  if (!policy.ok) return policy
  const note = await askFile(ask, 'checkpoint')
  const opened = note ? await openCheckpoint(policy.value, new TextDecoder().decode(note)) : undefined
  if (!opened?.ok) return refuse('journal-unread')
  const { checkpoint, witnesses } = opened.value
  const { size, root } = checkpoint
  const last = quarterDays(quarter)?.last ?? ''
  const seen = witnesses.map(({ time }) => civilDate(new Date(time * 1000))).sort()
  if ((seen.length > 0 && (seen.at(-1) ?? '') <= last) || size < (recall(memory, SIZE_PLACE, z.int()) ?? 0)) return refuse('journal-old')
  const tag = bodyTag(body)
  const lines = new Set<string>()
  const hashes = new Uint8Array(32 * size)
  const take = (entry: Uint8Array, index: number) => {
    hashes.set(leafHash(entry), 32 * index)
    const leaf = parseLeaf(entry)
    if (leaf?.type === 'filing' && leaf.day <= last && leaf.holderTag !== undefined && equalBytes(leaf.holderTag, tag)) lines.add(lineOf(entry))
  }
  const read = await readAll(ask, size, { take, told })
  if (!read) return refuse('journal-unread')
  if (!equalBytes(growTree(0, [], hashes).root, root)) return refuse('journal-broken')
  memory.write(SIZE_PLACE, JSON.stringify(size))
  return accept(lines)
}

/** An entry as the journal shows it. */
export function lineOf(entry: Uint8Array): string {
  return new TextDecoder().decode(entry)
}

type Taking = { readonly take: (entry: Uint8Array, index: number) => void; readonly told: (done: number, all: number) => void }

async function readAll(ask: Ask, size: number, { take, told }: Taking): Promise<boolean> {
  const count = Math.ceil(size / TILE_WIDTH)
  const queue = Array.from({ length: count }, (_, n) => n)
  let done = 0
  const work = async (): Promise<boolean> => {
    for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
      const entries = await askEntries(ask, n, size)
      if (!entries) return false
      entries.forEach((entry, at) => take(entry, (n ?? 0) * TILE_WIDTH + at))
      told((done += 1), count)
    }
    return true
  }
  return (await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))).every(Boolean)
}

/** The last bundle may be whole by now: then its first entries are these. */
async function askEntries(ask: Ask, n: number, size: number) {
  const tile = tileAt('entries', n, size)
  const own = await askFile(ask, tilePath(tile))
  if (own) return decodeBundle(own, tile.width)
  const whole = tile.width < TILE_WIDTH ? await askFile(ask, tilePath({ ...tile, width: TILE_WIDTH })) : undefined
  return whole && decodeBundle(whole, TILE_WIDTH)?.slice(0, tile.width)
}

async function askFile(ask: Ask, path: string): Promise<Uint8Array | undefined> {
  const answer = await ask(`/journal/${path}`, { credentials: 'omit' }).catch(() => undefined)
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}
