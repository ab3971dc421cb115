import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = {
  readonly city: string
  readonly body: string
  /** Cases after this one; all when empty. */ readonly after: string
}

/** Cases of a body that have an envelope, each with its first epoch, whose roster names its custodians. */
export function custodianCasesStatement(db: Database, { city, body, after }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .innerJoin('recourse.envelopes as envelopes', (join) =>
      join.onRef('envelopes.city', '=', 'cases.city').onRef('envelopes.case_id', '=', 'cases.case_id'),
    )
    .innerJoin('recourse.epochs as epochs', (join) =>
      join.onRef('epochs.city', '=', 'cases.city').onRef('epochs.case_id', '=', 'cases.case_id').on('epochs.number', '=', 0),
    )
    .leftJoin('recourse.shred_keys as shreds', (join) => join.onRef('shreds.city', '=', 'cases.city').onRef('shreds.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.body', '=', body)
    .where('cases.case_id', '>', after)
    .select([
      'cases.case_id',
      'cases.citizen_key',
      'cases.locator_hash',
      'cases.citizen_recipient',
      'epochs.document',
      'cases.under_key',
      'shreds.key as shred_key',
    ])
    .orderBy('cases.case_id')
    .limit(100)
}

export const sample = { city: '80021', body: 'recours', after: '' }

export async function readCustodianCases(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => custodianCasesStatement(tx, asked).execute())
}
