import { inCity, type Database } from '../../../platform/db/database.ts'

export type CardState = { readonly state: 'free'; readonly holderHash: string } | { readonly state: 'spent' | 'unknown' | 'foreign' }

export type CardKey = { readonly city: string; readonly unit: number; readonly card: string }

export function cardStateStatement(db: Database, { city, card }: CardKey) {
  return db
    .selectFrom('receipts.cards as c')
    .leftJoin('receipts.receipts as r', (join) => join.onRef('r.city', '=', 'c.city').onRef('r.card', '=', 'c.card'))
    .where('c.city', '=', city)
    .where('c.card', '=', card)
    .select(['c.unit', 'c.holder_hash', 'r.seq'])
}

export const sample = { city: '80021', unit: 1, card: '23456789' }

/** May this unit hand this card out? `holderHash`: base64url, what the device signs. */
export async function readCardState(db: Database, key: CardKey): Promise<CardState> {
  const row = await inCity(db, key.city, (tx) => cardStateStatement(tx, key).executeTakeFirst())
  if (row === undefined) return { state: 'unknown' }
  if (row.seq !== null) return { state: 'spent' }
  return row.unit === key.unit ? { state: 'free', holderHash: row.holder_hash.toString('base64url') } : { state: 'foreign' }
}
