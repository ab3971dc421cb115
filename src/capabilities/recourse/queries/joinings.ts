import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Who asks for a seat, the oldest first. */
export function joiningsStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.joinings')
    .where('city', '=', city)
    .where('body', '=', body)
    .select(['key', 'content', 'joined_at'])
    .orderBy('joined_at')
    .orderBy('key')
}

export const sample = { city: '80021', body: 'recours' }

export async function readJoinings(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => joiningsStatement(tx, asked).execute())
}
