import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** What the host knows of one case. */
export function oneCaseStatement(db: Database, { city, caseId }: Asked) {
  return db
    .selectFrom('recourse.cases')
    .where('city', '=', city)
    .where('case_id', '=', caseId)
    .select(['case_id', 'body', 'citizen_key', 'locator_hash', 'citizen_recipient', 'digest', 'filed_at', 'state', 'since', 'last_word', 'items'])
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readOneCase(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => oneCaseStatement(tx, asked).executeTakeFirst())
}
