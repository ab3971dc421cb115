import { inCity, type Database } from '../../../platform/db/database.ts'

export type ReceiptKey = { readonly city: string; readonly unit: number; readonly keyId: Buffer; readonly seq: number }

export function oneReceiptStatement(db: Database, { city, unit, keyId, seq }: ReceiptKey) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('unit', '=', unit)
    .where('key_id', '=', keyId)
    .where('seq', '=', seq)
    .select(['detail', 'received_at', 'standing', 'late', 'clock_off', 'day'])
}

export function claimsStatement(db: Database, { city, keyId, seq }: ReceiptKey) {
  return db
    .selectFrom('receipts.claims')
    .where('city', '=', city)
    .where('key_id', '=', keyId)
    .where('seq', '=', seq)
    .select(['kind', 'content', 'claimed_at'])
    .orderBy('id')
}

export const sample = { city: '80021', unit: 1, keyId: Buffer.alloc(8), seq: 1 }

/** One receipt of a unit with what its holder said of it. */
export async function readOneReceipt(db: Database, key: ReceiptKey) {
  return inCity(db, key.city, async (tx) => {
    const receipt = await oneReceiptStatement(tx, key).executeTakeFirst()
    return receipt && { ...receipt, claims: await claimsStatement(tx, key).execute() }
  })
}
