import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly drop: string }

/** The sealed bytes of one file that was handed in. */
export function oneDropStatement(db: Database, { city, body, drop }: Asked) {
  return db.selectFrom('recourse.drops').where('city', '=', city).where('body', '=', body).where('drop_id', '=', drop).select(['file', 'filed_at'])
}

export const sample = { city: '80021', body: 'recours', drop: '00112233445566778899aabbccddeeff' }

export async function readDrop(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => oneDropStatement(tx, asked).executeTakeFirst())
}
