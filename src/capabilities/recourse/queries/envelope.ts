import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** The envelope of a case; its shares are apart (`shares.ts`). */
export function envelopeStatement(db: Database, { city, caseId }: Asked) {
  return db.selectFrom('recourse.envelopes').where('city', '=', city).where('case_id', '=', caseId).select(['recipient', 'file'])
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readEnvelope(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => envelopeStatement(tx, asked).executeTakeFirst())
}
