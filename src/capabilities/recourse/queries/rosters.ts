import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** All rosters of a body, first to newest. */
export function rostersStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.rosters')
    .where('city', '=', city)
    .where('body', '=', body)
    .select(['number', 'document', 'published_at'])
    .orderBy('number')
}

export const sample = { city: '80021', body: 'recours' }

export async function readRosterRows(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => rostersStatement(tx, asked).execute())
}
