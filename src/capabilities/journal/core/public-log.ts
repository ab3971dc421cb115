import type { Bytes } from '../../../foundation/bytes.ts'
import { parsePolicy, type Policy } from './policy.ts'
import { decodeBundle, tileAt, tilePath, tilesBetween, TILE_WIDTH, type Tile } from './tile.ts'
import type { ReadTile } from './tile-tree.ts'

/** The public files of a journal (C2SP tlog-tiles), at an address or in a folder. */
export type PublicLog = {
  readonly place: string
  /** The bytes of a file. `undefined`: it is not there. Rejects when the place cannot be reached. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
}

/** 256 entries of 65,535 bytes, with their lengths. */
const LARGEST = 256 * 65_537
/** The files that change; all others are kept by whoever has read them. */
const CHANGING = ['checkpoint', 'policy']

/** Over HTTP. `place`: an address without its last slash; `ask`: as `fetch`. */
export function publicLogAt(place: string, ask: (url: string, init: RequestInit) => Promise<Response>): PublicLog {
  return {
    place,
    read: async (path) => {
      const answer = await ask(`${place}/${path}`, { credentials: 'omit', cache: CHANGING.includes(path) ? 'no-cache' : 'default' })
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Error(`${place}/${path} answered ${answer.status}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      if (bytes.length > LARGEST) throw new Error(`${place}/${path} is larger than any file of a journal`)
      return bytes
    },
  }
}

/** As text. `undefined`: not there, or out of reach. */
export async function readPublicText(log: PublicLog, path: 'checkpoint' | 'policy'): Promise<string | undefined> {
  const bytes = await log.read(path).catch(() => undefined)
  return bytes && new TextDecoder().decode(bytes)
}

/** Whom the log says that it and its witnesses are; whoever knew them before compares. `undefined`: not there, or no policy. */
export async function readPublicPolicy(log: PublicLog): Promise<Policy | undefined> {
  const policy = parsePolicy((await readPublicText(log, 'policy')) ?? '')
  return policy.ok ? policy.value : undefined
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
