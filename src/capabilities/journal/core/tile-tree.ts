import { concat, type Bytes } from '../../../foundation/bytes.ts'
import { HASH_LENGTH } from './merkle.ts'
import { consistencyRanges, inclusionRanges, joinSubtrees, subtreesOf, type Range } from './subtree.ts'
import { hashWithin, placeOf, tileAt, TILE_WIDTH, type Tile } from './tile.ts'

/** Answers the hashes of a tile: 32 × its width bytes at least. Where they come from is the reader's business. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>

/** The root of the tree of `size` leaves. */
export async function readRoot(size: number, read: ReadTile): Promise<Bytes> {
  const [root] = await hashRanges([[0, size]], size, read)
  return root ?? joinSubtrees([])
}

/** RFC 6962 §2.1.1. Throws a RangeError when the tree has no such leaf. */
export async function proveInclusion({ index, size }: { readonly index: number; readonly size: number }, read: ReadTile): Promise<readonly Bytes[]> {
  if (!(index >= 0 && index < size)) throw new RangeError('the tree has no such leaf')
  return hashRanges(inclusionRanges(index, size), size, read)
}

/** RFC 6962 §2.1.2; empty for `from` 0 and for equal sizes. */
export async function proveConsistency({ from, to }: { readonly from: number; readonly to: number }, read: ReadTile): Promise<readonly Bytes[]> {
  if (!(from >= 0 && from <= to)) throw new RangeError('a tree is consistent with a smaller one')
  return hashRanges(consistencyRanges(from, to), to, read)
}

/** Each tile is read once, all at the same time. */
async function hashRanges(ranges: readonly Range[], size: number, read: ReadTile): Promise<readonly Bytes[]> {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tileOf = (level: number, n: number): Promise<Uint8Array> => {
    const name = `${level}/${n}`
    const known = tiles.get(name) ?? read(tileAt(level, n, size))
    tiles.set(name, known)
    return known
  }
  return Promise.all(
    ranges.map(async (range) => {
      const hashes = subtreesOf(range).map(async (subtree) => {
        const { level, n, at, count } = placeOf(subtree)
        return hashWithin(await tileOf(level, n), at, count)
      })
      return joinSubtrees(await Promise.all(hashes))
    }),
  )
}

/** A tree after an addition, with each tile that changed. */
export type Grown = {
  readonly size: number
  readonly root: Bytes
  readonly changed: readonly { readonly level: number; readonly n: number; readonly width: number; readonly hashes: Bytes }[]
}

/**
 * `leaves`: hashes of 32 bytes, end to end. `edge`: of the tree of `size` leaves, the unfinished tile of each level, lowest first;
 * empty where the last tile is full.
 */
export function growTree(size: number, edge: readonly Uint8Array[], leaves: Uint8Array): Grown {
  const changed: Grown['changed'][number][] = []
  const unfinished = [...edge]
  let [level, before, added] = [0, size, leaves]
  while (added.length > 0) {
    const all = concat(edge[level] ?? new Uint8Array(), added)
    const first = Math.floor(before / TILE_WIDTH)
    const roots: Bytes[] = []
    unfinished[level] = new Uint8Array()
    for (let at = 0; at < all.length; at += TILE_WIDTH * HASH_LENGTH) {
      const hashes = new Uint8Array(all.subarray(at, at + TILE_WIDTH * HASH_LENGTH))
      const width = hashes.length / HASH_LENGTH
      changed.push({ level, n: first + roots.length, width, hashes })
      if (width === TILE_WIDTH) roots.push(hashWithin(hashes, 0, TILE_WIDTH))
      else unfinished[level] = hashes
    }
    ;[level, before, added] = [level + 1, first, concat(...roots)]
  }
  const now = size + leaves.length / HASH_LENGTH
  const hashes = subtreesOf([0, now]).map((subtree) => {
    const place = placeOf(subtree)
    return hashWithin(unfinished[place.level] ?? new Uint8Array(), place.at, place.count)
  })
  return { size: now, root: joinSubtrees(hashes), changed }
}
