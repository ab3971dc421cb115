import { equalBytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { decodeBundle, growTree, leafHash, openCheckpoint, parseLeaf, tileAt, tilePath, TILE_WIDTH } from '../../../journal/core/index.ts'
import { bodyTag } from '../../core/entries.ts'
import { quarterOf, type Quarter } from '../../core/quarter.ts'
import type { Ask } from '../shared/vault-client.ts'
import { memory } from '../shared/device.ts'
import { askPolicy } from '../shared/trust-body.ts'

export type CountRefusal = 'journal-unread' | 'journal-other' | 'journal-broken'

const SIDE_BY_SIDE = 8

/**
 * Filings of a body in a quarter as the public journal has them: every entry is read on this device, and together they make the tree that the
 * log and its witnesses signed. A case that the host would hide is missing from its list, not from here. `told`: bundles read, of how many.
 */
export async function countFilings(
  ask: Ask,
  { body, quarter }: { readonly body: string; readonly quarter: Quarter },
  told: (done: number, all: number) => void,
): Promise<Result<number, CountRefusal>> {
  const policy = await askPolicy({ ask, memory })
  if (!policy.ok) return policy
  const note = await askFile(ask, 'checkpoint')
  const opened = note ? await openCheckpoint(policy.value, new TextDecoder().decode(note)) : undefined
  if (!opened?.ok) return refuse('journal-unread')
  const { size, root } = opened.value.checkpoint
  const count = Math.ceil(size / TILE_WIDTH)
  const tag = bodyTag(body)
  const isOne = (bytes: Uint8Array) => {
    const leaf = parseLeaf(bytes)
    return leaf?.type === 'filing' && leaf.holderTag !== undefined && equalBytes(leaf.holderTag, tag) && quarterOf(leaf.day) === quarter
  }
  const hashes = new Uint8Array(32 * size)
  let [filed, done] = [0, 0]
  const queue = Array.from({ length: count }, (_, n) => n)
  const work = async (): Promise<boolean> => {
    for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
      const entries = await askEntries(ask, n, size)
      if (!entries) return false
      entries.forEach((entry, at) => hashes.set(leafHash(entry), 32 * (n * TILE_WIDTH + at)))
      filed += entries.filter(isOne).length
      told((done += 1), count)
    }
    return true
  }
  const read = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  if (!read.every(Boolean)) return refuse('journal-unread')
  return equalBytes(growTree(0, [], hashes).root, root) ? accept(filed) : refuse('journal-broken')
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
