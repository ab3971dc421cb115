import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly key: string }

/** Cases that the holder of this key stays out of. */
export function ownRecusalsStatement(db: Database, { city, key }: Asked) {
  return db.selectFrom('recourse.recusals').where('city', '=', city).where('key', '=', key).select('case_id').orderBy('case_id')
}

export const sample = { city: '80021', key: '00'.repeat(32) }

export async function readOwnRecusals(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => ownRecusalsStatement(tx, asked).execute())
}
