import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** The members' sealed index of a body, and its version. */
export function caseIndexStatement(db: Database, { city, body }: Asked) {
  return db.selectFrom('recourse.indexes').where('city', '=', city).where('body', '=', body).select(['version', 'file'])
}

export const sample = { city: '80021', body: 'recours' }

export async function readCaseIndex(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => caseIndexStatement(tx, asked).executeTakeFirst())
}
