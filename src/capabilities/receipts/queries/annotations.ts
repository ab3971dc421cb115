import { inCity, type Database } from '../../../platform/db/database.ts'
import { receiptId } from '../core/receipt.ts'

export type Annotation = { readonly receipt: string; readonly field: string; readonly note: string; readonly at: Date }

export function annotationsStatement(db: Database, { city, keyIds }: { readonly city: string; readonly keyIds: readonly Buffer[] }) {
  return db
    .selectFrom('receipts.annotations')
    .where('city', '=', city)
    .where('key_id', 'in', keyIds)
    .select(['key_id', 'seq', 'field', 'note', 'written_at'])
    .orderBy('id')
}

export const sample = { city: '80021', keyIds: [Buffer.alloc(8)] }

export async function readAnnotations(db: Database, city: string, keyIds: readonly Buffer[]): Promise<readonly Annotation[]> {
  if (keyIds.length === 0) return []
  const rows = await inCity(db, city, (tx) => annotationsStatement(tx, { city, keyIds }).execute())
  return rows.map((row) => ({ receipt: receiptId(row.key_id, row.seq), field: row.field, note: row.note, at: row.written_at }))
}
