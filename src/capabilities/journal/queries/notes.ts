import { inCity, type Database } from '../../../platform/db/database.ts'

export type Sizes = { readonly city: string; readonly sizes: readonly number[] }

/** The notes of published checkpoints, by their sizes. */
export function notesStatement(db: Database, { city, sizes }: Sizes) {
  return db.selectFrom('journal.checkpoints').where('city', '=', city).where('size', 'in', sizes).select(['size', 'note'])
}

export const sample = { city: '80021', sizes: [256] }

export async function readNotes(db: Database, wanted: Sizes) {
  return wanted.sizes.length === 0 ? [] : inCity(db, wanted.city, (tx) => notesStatement(tx, wanted).execute())
}
