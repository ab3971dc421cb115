import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string; readonly holder: string }

/** What one holder was given of a case. */
export function ownGrantsStatement(db: Database, { city, caseId, holder }: Asked) {
  return db
    .selectFrom('recourse.grants')
    .where('city', '=', city)
    .where('case_id', '=', caseId)
    .where('holder', '=', holder)
    .select(['epoch', 'file'])
    .orderBy('epoch')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff', holder: 'citizen' }

export async function readOwnGrants(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => ownGrantsStatement(tx, asked).execute())
}
