import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly cases: readonly string[] }

/** Which epochs these cases of a body have, and what is around their grants. */
export function knownEpochsStatement(db: Database, { city, body, cases }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .innerJoin('recourse.epochs as epochs', (join) => join.onRef('epochs.city', '=', 'cases.city').onRef('epochs.case_id', '=', 'cases.case_id'))
    .leftJoin('recourse.shred_keys as shreds', (join) => join.onRef('shreds.city', '=', 'cases.city').onRef('shreds.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.body', '=', body)
    .where(sql<boolean>`cases.case_id = any(${[...cases]}::text[])`)
    .select(['cases.case_id', 'epochs.number', 'cases.under_key', 'shreds.key as shred_key'])
}

export const sample = { city: '80021', body: 'recours', cases: ['00112233445566778899aabbccddeeff'] }

export async function readKnownEpochs(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => knownEpochsStatement(tx, asked).execute())
}
