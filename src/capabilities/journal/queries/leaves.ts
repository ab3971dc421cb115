import { inCity, type Database } from '../../../platform/db/database.ts'

export type LeafRange = { readonly city: string; readonly from: number; readonly count: number }

export function leavesStatement(db: Database, { city, from, count }: LeafRange) {
  return db
    .selectFrom('journal.entries')
    .where('city', '=', city)
    .where('index', '>=', from)
    .where('index', '<', from + count)
    .select('leaf')
    .orderBy('index')
}

export const sample = { city: '80021', from: 256, count: 256 }

export async function readLeaves(db: Database, range: LeafRange): Promise<readonly Uint8Array[]> {
  const rows = await inCity(db, range.city, (tx) => leavesStatement(tx, range).execute())
  return rows.map(({ leaf }) => leaf)
}
