import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { utf8 } from '../src/foundation/bytes.ts'
import { openPublicLog, readTileFile } from '../src/capabilities/journal/index.ts'
import {
  decodeBundle,
  encodeBundle,
  growTree,
  leafHash,
  proveInclusion,
  tileAt,
  tilePath,
  TILE_WIDTH,
  verifyInclusion,
  type Tile,
} from '../src/capabilities/journal/core/index.ts'
import { percentile } from './stage.ts'

const SIZE = 1_000_000
const PROOFS = 2000

/** Proofs of entries of a million, each built from static files alone and verified: tiles and bundle are read afresh for each. */
export async function readProofs(folder: string): Promise<{ readonly p99: number; readonly mostTiles: number }> {
  const place = join(folder, 'million')
  const root = writeMillion(place)
  const log = openPublicLog(place)
  const times: number[] = []
  let mostTiles = 0
  for (let proof = 0; proof < PROOFS; proof += 1) {
    const index = (proof * 499_979 + 7) % SIZE
    const started = performance.now()
    let tiles = 0
    const read = async (tile: Tile) => {
      tiles += 1
      return (await readTileFile(log, tile)) ?? new Uint8Array()
    }
    const bundle = tileAt('entries', Math.floor(index / TILE_WIDTH), SIZE)
    const [hashes, bytes] = await Promise.all([proveInclusion({ index, size: SIZE }, read), readTileFile(log, bundle)])
    const entry = decodeBundle(bytes ?? new Uint8Array(), bundle.width)?.[index % TILE_WIDTH] ?? new Uint8Array()
    if (!verifyInclusion({ index, size: SIZE, leaf: leafHash(entry), proof: hashes, root })) throw new Error('each entry is proven')
    times.push(performance.now() - started)
    mostTiles = Math.max(mostTiles, tiles)
  }
  return { p99: percentile(times, 0.99), mostTiles }
}

function writeMillion(place: string): Uint8Array {
  const write = (tile: Tile, bytes: Uint8Array) => {
    mkdirSync(dirname(join(place, tilePath(tile))), { recursive: true })
    writeFileSync(join(place, tilePath(tile)), bytes)
  }
  const hashes = new Uint8Array(SIZE * 32)
  for (let n = 0; n * TILE_WIDTH < SIZE; n += 1) {
    const tile = tileAt('entries', n, SIZE)
    const entries = Array.from({ length: tile.width }, (_, at) =>
      utf8(`visavis1 receipt 2027-03-01 ${String(n * TILE_WIDTH + at).padStart(66, '0')}`),
    )
    for (const [at, entry] of entries.entries()) hashes.set(leafHash(entry), (n * TILE_WIDTH + at) * 32)
    write(tile, encodeBundle(entries))
  }
  const { changed, root } = growTree(0, [], hashes)
  for (const tile of changed) write(tile, tile.hashes)
  return root
}
