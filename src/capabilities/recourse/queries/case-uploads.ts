import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** Large files that a case names. */
export function caseUploadsStatement(db: Database, { city, caseId }: Asked) {
  return db.selectFrom('recourse.uploads').where('city', '=', city).where('case_id', '=', caseId).select('upload')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readCaseUploads(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => caseUploadsStatement(tx, asked).execute())
}
