import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** The envelope of a case with its shares, in the order of custodians. */
export function envelopeStatement(db: Database, { city, caseId }: Asked) {
  return db
    .selectFrom('recourse.envelopes as envelopes')
    .innerJoin('recourse.shares as shares', (join) =>
      join.onRef('shares.city', '=', 'envelopes.city').onRef('shares.case_id', '=', 'envelopes.case_id'),
    )
    .where('envelopes.city', '=', city)
    .where('envelopes.case_id', '=', caseId)
    .select(['envelopes.recipient', 'envelopes.file', 'shares.custodian', 'shares.file as share'])
    .orderBy('shares.custodian')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readEnvelope(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => envelopeStatement(tx, asked).execute())
}
