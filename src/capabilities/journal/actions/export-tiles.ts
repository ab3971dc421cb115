import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../../platform/db/database.ts'
import { writePublic, type PublicFile } from '../../../platform/files/write-public.ts'
import { HASH_LENGTH } from '../core/merkle.ts'
import { encodeBundle, tilePath, tilesBetween, TILE_WIDTH, type Tile } from '../core/tile.ts'
import { readLeaves } from '../queries/leaves.ts'
import { readTiles } from '../queries/tiles.ts'

export type Export = { readonly db: Database; readonly city: string; readonly folder: string; readonly from: number; readonly size: number }

/** Tiles written at a time: a first export of a million entries does not fill the memory. */
const GROUP = 64

/** Writes each tile and bundle that a tree of `size` has and a tree of `from` had not. The same log gives the same bytes. */
export async function exportTiles({ db, city, folder, from, size }: Export): Promise<void> {
  const tiles = tilesBetween(from, size)
  for (const level of new Set(tiles.map((tile) => tile.level))) {
    const own = tiles.filter((tile) => tile.level === level)
    for (let start = 0; start < own.length; start += GROUP) {
      const group = own.slice(start, start + GROUP)
      await writePublic(folder, level === 'entries' ? await bundlesOf(db, city, group) : await hashTilesOf({ db, city, level }, group))
    }
  }
}

async function bundlesOf(db: Database, city: string, group: readonly Tile[]): Promise<readonly PublicFile[]> {
  const [first, last] = [group[0]?.n ?? 0, group.at(-1)]
  const count = last === undefined ? 0 : (last.n - first) * TILE_WIDTH + last.width
  const leaves = await readLeaves(db, { city, from: first * TILE_WIDTH, count })
  if (leaves.length !== count) throw new Error(`the journal of ${city} lacks an entry`)
  return group.map((tile) => {
    const at = (tile.n - first) * TILE_WIDTH
    return { path: tilePath(tile), bytes: encodeBundle(leaves.slice(at, at + tile.width)) }
  })
}

type Level = { readonly db: Database; readonly city: string; readonly level: number }

async function hashTilesOf({ db, city, level }: Level, group: readonly Tile[]): Promise<readonly PublicFile[]> {
  const rows = await readTiles(db, { city, level, from: group[0]?.n ?? 0, to: group.at(-1)?.n ?? 0 })
  const held = new Map(rows.map(({ n, hashes }) => [n, hashes]))
  return group.map((tile) => {
    const bytes = held.get(tile.n)?.subarray(0, tile.width * HASH_LENGTH)
    if (bytes?.length !== tile.width * HASH_LENGTH) throw new Error(`the journal of ${city} lacks tile ${level}/${tile.n}`)
    return { path: tilePath(tile), bytes }
  })
}

/** A part of a tile may go once the whole is published under a checkpoint (C2SP tlog-tiles). */
export async function dropParts(folder: string, from: number, size: number): Promise<void> {
  const whole = tilesBetween(from, size).filter((tile) => tile.width === TILE_WIDTH)
  await Promise.all(whole.map((tile) => rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true })))
}
