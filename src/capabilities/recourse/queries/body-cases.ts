import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Every case of a body, as the host knows them: for the members' queue and the public figures. */
export function bodyCasesStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.cases')
    .where('city', '=', city)
    .where('body', '=', body)
    .select(['case_id', 'filed_at', 'state', 'since', 'last_word', 'inquiry_from', 'items', 'digest', 'erased_at'])
    .orderBy('filed_at', 'desc')
    .orderBy('case_id')
}

export const sample = { city: '80021', body: 'recours' }

export async function readBodyCases(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => bodyCasesStatement(tx, asked).execute())
}
