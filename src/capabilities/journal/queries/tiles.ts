import { inCity, type Database } from '../../../platform/db/database.ts'
import { HASH_LENGTH } from '../core/merkle.ts'
import type { ReadTile } from '../core/tile-tree.ts'

export type TileRange = { readonly city: string; readonly level: number; readonly from: number; readonly to: number }

/** Tiles of one level, `from` to `to`, both included. */
export function tilesStatement(db: Database, { city, level, from, to }: TileRange) {
  return db
    .selectFrom('journal.tiles')
    .where('city', '=', city)
    .where('level', '=', level)
    .where('n', '>=', from)
    .where('n', '<=', to)
    .select(['n', 'hashes'])
    .orderBy('n')
}

export const sample = { city: '80021', level: 0, from: 0, to: 15 }

export async function readTiles(db: Database, range: TileRange) {
  return inCity(db, range.city, (tx) => tilesStatement(tx, range).execute())
}

/** Tiles of the database, one by one: a tile of a smaller tree is the beginning of what stands there now. */
export function tilesOf(db: Database, city: string): ReadTile {
  return async ({ level, n, width }) => {
    if (level === 'entries') throw new RangeError('entries are no hashes')
    const [row] = await readTiles(db, { city, level, from: n, to: n })
    if (row === undefined || row.hashes.length < width * HASH_LENGTH) throw new Error(`the journal of ${city} lacks tile ${level}/${n}`)
    return row.hashes.subarray(0, width * HASH_LENGTH)
  }
}
