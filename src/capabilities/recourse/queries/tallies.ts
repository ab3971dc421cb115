import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Published tallies of a body, the newest quarter first. */
export function talliesStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.tallies')
    .where('city', '=', city)
    .where('body', '=', body)
    .select(['quarter', 'document', 'published_at'])
    .orderBy('quarter', 'desc')
}

export const sample = { city: '80021', body: 'recours' }

export async function readTallyRows(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => talliesStatement(tx, asked).execute())
}
