import type { Bytes } from '../../../foundation/bytes.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tile } from '../core/tile.ts'
import { decodeBundle, tileAt, tilePath, tilesBetween, TILE_WIDTH } from '../core/tile.ts'
import type { ReadTile } from '../core/tile-tree.ts'

/** A journal as anyone reads it: its public files, from an address or a folder, and nothing else. */
export type PublicLog = {
  readonly place: string
  /** The bytes of a file. `undefined`: it is not there. Rejects when the place cannot be reached. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
}

const PATIENCE_MS = 20_000
/** 256 entries of 65,535 bytes, with their lengths. */
const LARGEST = 256 * 65_537

export function openPublicLog(place: string): PublicLog {
  if (!/^https?:\/\//.test(place)) return { place, read: (path) => readFile(join(place, path)).catch(ignoreAbsent) }
  const base = place.replace(/\/$/, '')
  return {
    place: base,
    read: async (path) => {
      const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) })
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Error(`${base}/${path} answered ${answer.status}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      if (bytes.length > LARGEST) throw new Error(`${base}/${path} is larger than any file of a journal`)
      return bytes
    },
  }
}

function ignoreAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
  throw error
}

/** A tile, or the whole one that has replaced it (C2SP tlog-tiles lets a log drop parts). `undefined`: neither is there. */
export async function readTileFile(log: PublicLog, tile: Tile): Promise<Uint8Array | undefined> {
  const own = await log.read(tilePath(tile))
  return own ?? (tile.width < TILE_WIDTH ? log.read(tilePath({ ...tile, width: TILE_WIDTH })) : undefined)
}

/** Hash tiles for proofs. Rejects when one is absent. */
export function hashTilesOf(log: PublicLog): ReadTile {
  return async (tile) => {
    const bytes = await readTileFile(log, tile)
    if (bytes === undefined) throw new Error(`${log.place} lacks ${tilePath(tile)}`)
    return bytes
  }
}

/** The entries from one size to another. `undefined` when a bundle is absent or malformed. */
export async function readEntryRange(log: PublicLog, from: number, size: number): Promise<readonly Bytes[] | undefined> {
  const entries: Bytes[] = []
  for (const { level, n } of tilesBetween(from, size)) {
    if (level !== 'entries') continue
    const tile = tileAt('entries', n, size)
    const bytes = await readTileFile(log, tile)
    const own = bytes && (decodeBundle(bytes, tile.width) ?? decodeBundle(bytes, TILE_WIDTH)?.slice(0, tile.width))
    if (own === undefined) return undefined
    entries.push(...own.slice(Math.max(0, from - n * TILE_WIDTH)))
  }
  return entries
}
