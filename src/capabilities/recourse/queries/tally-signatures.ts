import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly quarter: string }

/** Who signed what of a quarter, the latest of each key last. */
export function tallySignaturesStatement(db: Database, { city, body, quarter }: Asked) {
  return db
    .selectFrom('recourse.tally_signatures')
    .where('city', '=', city)
    .where('body', '=', body)
    .where('quarter', '=', quarter)
    .select(['key', 'document', 'signature', 'signed_at'])
    .orderBy('signed_at')
}

export const sample = { city: '80021', body: 'recours', quarter: '2027-T1' }

export async function readTallySignatures(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => tallySignaturesStatement(tx, asked).execute())
}
