import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** Each share that one custodian passed to another, the first first. */
export function passesStatement(db: Database, { city, caseId }: Asked) {
  return db
    .selectFrom('recourse.passes')
    .where('city', '=', city)
    .where('case_id', '=', caseId)
    .select(['custodian', 'passed_to', 'from_key', 'to_key', 'epoch', 'share', 'reason', 'passed_at'])
    .orderBy('passed_at')
    .orderBy('custodian')
    .orderBy('passed_to')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readPasses(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => passesStatement(tx, asked).execute())
}
