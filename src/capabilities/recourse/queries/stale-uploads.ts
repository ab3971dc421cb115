import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly before: Date }

/** Uploads begun before this that no item names. */
export function staleUploadsStatement(db: Database, { city, before }: Asked) {
  return db
    .selectFrom('recourse.uploads')
    .where('city', '=', city)
    .where('begun_at', '<', before)
    .where('case_id', 'is', null)
    .select(['upload'])
    .orderBy('upload')
}

export const sample = { city: '80021', before: new Date('2027-03-01T00:00:00Z') }

export async function readStaleUploads(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => staleUploadsStatement(tx, asked).execute())
}
