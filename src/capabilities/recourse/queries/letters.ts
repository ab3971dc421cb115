import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly exchange: string }

/** The letters of one exchange, in order. */
export function lettersStatement(db: Database, { city, body, exchange }: Asked) {
  return db
    .selectFrom('recourse.letters')
    .where('city', '=', city)
    .where('body', '=', body)
    .where('exchange', '=', exchange)
    .select(['seq', 'writer', 'file', 'added_at'])
    .orderBy('seq')
}

export const sample = { city: '80021', body: 'recours', exchange: '00112233445566778899aabbccddeeff' }

export async function readLetterRows(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => lettersStatement(tx, asked).execute())
}
