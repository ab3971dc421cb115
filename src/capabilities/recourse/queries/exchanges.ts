import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Exchanges of a body with the authority: how many letters each has, who wrote last, and when; the newest first. */
export function exchangesStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.letters')
    .where('city', '=', city)
    .where('body', '=', body)
    .distinctOn('exchange')
    .select(['exchange', 'seq', 'writer', 'added_at'])
    .orderBy('exchange')
    .orderBy('seq', 'desc')
}

export const sample = { city: '80021', body: 'recours' }

export async function readExchanges(db: Database, asked: Asked) {
  const rows = await inCity(db, asked.city, (tx) => exchangesStatement(tx, asked).execute())
  return [...rows].sort((one, other) => other.added_at.getTime() - one.added_at.getTime())
}
