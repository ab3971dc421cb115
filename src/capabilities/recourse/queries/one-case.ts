import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** What the host knows of one case. */
export function oneCaseStatement(db: Database, { city, caseId }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .leftJoin('recourse.shred_keys as shreds', (join) => join.onRef('shreds.city', '=', 'cases.city').onRef('shreds.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.case_id', '=', caseId)
    .select([
      'cases.case_id',
      'body',
      'citizen_key',
      'locator_hash',
      'citizen_recipient',
      'digest',
      'filed_at',
      'state',
      'since',
      'last_word',
      'inquiry_from',
      'items',
      'under_key',
      'erased_at',
      'shreds.key as shred_key',
    ])
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readOneCase(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => oneCaseStatement(tx, asked).executeTakeFirst())
}
