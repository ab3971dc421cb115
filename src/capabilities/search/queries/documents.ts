import { inCity, type Database } from '../../../platform/db/database.ts'

/** What is indexed, to be compared with what the pages say now. */
export function documentsStatement(db: Database, { city }: { readonly city: string }) {
  return db.selectFrom('search.documents').where('city', '=', city).select(['path', 'language', 'title', 'body']).orderBy('path').orderBy('language')
}

export const sample = { city: '80021' }

export async function readDocuments(db: Database, city: string) {
  return inCity(db, city, (tx) => documentsStatement(tx, { city }).execute())
}
