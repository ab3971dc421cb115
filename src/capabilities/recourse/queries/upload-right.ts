import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly key: string }

/** How many cases of a body this key filed, and how many uploads it began. */
export function uploadRightStatement(db: Database, { city, body, key }: Asked) {
  return db.selectNoFrom((select) => [
    select
      .selectFrom('recourse.cases')
      .where('city', '=', city)
      .where('body', '=', body)
      .where('citizen_key', '=', key)
      .select((own) => own.fn.countAll<number>().as('n'))
      .as('cases'),
    select
      .selectFrom('recourse.uploads')
      .where('city', '=', city)
      .where('key', '=', key)
      .select((own) => own.fn.countAll<number>().as('n'))
      .as('uploads'),
  ])
}

export const sample = { city: '80021', body: 'recours', key: '00'.repeat(32) }

export async function readUploadRight(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => uploadRightStatement(tx, asked).executeTakeFirstOrThrow())
}
