import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

export function epochsStatement(db: Database, { city, caseId }: Asked) {
  return db.selectFrom('recourse.epochs').where('city', '=', city).where('case_id', '=', caseId).select(['number', 'document']).orderBy('number')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readEpochs(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => epochsStatement(tx, asked).execute())
}
