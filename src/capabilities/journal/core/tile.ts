import { concat, type Bytes } from '../../../foundation/bytes.ts'
import { HASH_LENGTH, nodeHash } from './merkle.ts'
import type { Subtree } from './subtree.ts'

/** Tiles of C2SP tlog-tiles: 256 hashes of one level, eight levels of the tree apart. */
export const TILE_WIDTH = 256
const HEIGHT = 8
const LARGEST_ENTRY = 65_535

/** `width`: hashes or entries in it, 1 to 256. */
export type Tile = { readonly level: number | 'entries'; readonly n: number; readonly width: number }

/** `tile/0/x001/x234/067.p/12`. */
export function tilePath({ level, n, width }: Tile): string {
  let path = String(n % 1000).padStart(3, '0')
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

const PATH = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** The inverse; `undefined` for a path that `tilePath` would not write. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level = '', groups = '', last = '', width] = PATH.exec(path) ?? []
  if (level === '') return undefined
  const n = Number(groups.replaceAll(/[x/]/g, '') + last)
  const tile = { level: level === 'entries' ? level : Number(level), n, width: width === undefined ? TILE_WIDTH : Number(width) } as const
  return Number.isSafeInteger(n) && tilePath(tile) === path ? tile : undefined
}

/** The tile that holds number `n` of a level, as wide as a tree of `size` leaves makes it. */
export function tileAt(level: number | 'entries', n: number, size: number): Tile {
  const count = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level))
  return { level, n, width: Math.min(TILE_WIDTH, count - n * TILE_WIDTH) }
}

/** All tiles and bundles of a tree of `size` leaves that a tree of `from` leaves did not have. Lowest level first. */
export function tilesBetween(from: number, size: number): readonly Tile[] {
  const tiles: Tile[] = []
  const add = (level: number | 'entries', before: number, now: number) => {
    for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < now; n += 1) tiles.push(tileAt(level, n, size))
  }
  if (from === size) return tiles
  add('entries', from, size)
  let [level, before, now] = [0, from, size]
  while (now > before) {
    add(level, before, now)
    ;[level, before, now] = [level + 1, Math.floor(before / TILE_WIDTH), Math.floor(now / TILE_WIDTH)]
  }
  return tiles
}

/** Where the hash of a subtree is: its tile's level and number, the first of its hashes there and how many they are. */
export function placeOf({ level, index }: Subtree): { readonly level: number; readonly n: number; readonly at: number; readonly count: number } {
  const tileLevel = Math.floor(level / HEIGHT)
  const count = 2 ** (level - tileLevel * HEIGHT)
  const first = index * count
  return { level: tileLevel, n: Math.floor(first / TILE_WIDTH), at: first % TILE_WIDTH, count }
}

/** The hash over `count` hashes (a power of two) of a tile, from its `at`-th. Throws a RangeError when the tile is too short. */
export function hashWithin(tile: Uint8Array, at: number, count: number): Bytes {
  if (tile.length < (at + count) * HASH_LENGTH) throw new RangeError('the tile is shorter than its place in the tree')
  let row = Array.from({ length: count }, (_, index) => new Uint8Array(tile.subarray((at + index) * HASH_LENGTH, (at + index + 1) * HASH_LENGTH)))
  while (row.length > 1) row = pairUp(row)
  return row[0] ?? new Uint8Array()
}

function pairUp(row: readonly Bytes[]): Bytes[] {
  return Array.from({ length: row.length / 2 }, (_, index) => nodeHash(row[2 * index] ?? new Uint8Array(), row[2 * index + 1] ?? new Uint8Array()))
}

/** An entry bundle: each entry after its length in two bytes, big-endian. Throws a RangeError on an entry that is too long. */
export function encodeBundle(entries: readonly Uint8Array[]): Bytes {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > LARGEST_ENTRY) throw new RangeError('an entry has at most 65,535 bytes')
      return [new Uint8Array([entry.length >> 8, entry.length & 255]), entry]
    }),
  )
}

/** Exactly `width` entries and nothing after them, else `undefined`. */
export function decodeBundle(bytes: Uint8Array, width: number): readonly Bytes[] | undefined {
  const entries: Bytes[] = []
  let at = 0
  while (at + 2 <= bytes.length) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (at + 2 + length > bytes.length) return undefined
    entries.push(new Uint8Array(bytes.subarray(at + 2, at + 2 + length)))
    at += 2 + length
  }
  return at === bytes.length && entries.length === width ? entries : undefined
}
