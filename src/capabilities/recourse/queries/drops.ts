import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Files that were sealed elsewhere and handed in, the newest first; without their bytes. */
export function dropsStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.drops')
    .where('city', '=', city)
    .where('body', '=', body)
    .select(['drop_id', 'filed_at', 'digest'])
    .orderBy('filed_at', 'desc')
    .orderBy('drop_id')
}

export const sample = { city: '80021', body: 'recours' }

export async function readDrops(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => dropsStatement(tx, asked).execute())
}
