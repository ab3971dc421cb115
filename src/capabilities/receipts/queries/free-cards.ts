import { inCity, type Database } from '../../../platform/db/database.ts'

export function freeCardsStatement(db: Database, { city, unit }: { readonly city: string; readonly unit: number }) {
  return db
    .selectFrom('receipts.cards as c')
    .leftJoin('receipts.receipts as r', (join) => join.onRef('r.city', '=', 'c.city').onRef('r.card', '=', 'c.card'))
    .where('c.city', '=', city)
    .where('c.unit', '=', unit)
    .where('r.seq', 'is', null)
    .select(['c.card', 'c.holder_hash'])
    .orderBy('c.printed_at', 'desc')
    .orderBy('c.card')
    .limit(2000)
}

export const sample = { city: '80021', unit: 1 }

/** The unit's cards that nobody holds yet, newest batch first: what its phones know offline. */
export async function readFreeCards(db: Database, key: { readonly city: string; readonly unit: number }) {
  return inCity(db, key.city, (tx) => freeCardsStatement(tx, key).execute())
}
