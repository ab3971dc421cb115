import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Of each epoch of each case of a body, what was sealed to its recovery key. */
export function recoveryGrantsStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .innerJoin('recourse.epochs as epochs', (join) => join.onRef('epochs.city', '=', 'cases.city').onRef('epochs.case_id', '=', 'cases.case_id'))
    .innerJoin('recourse.grants as grants', (join) =>
      join
        .onRef('grants.city', '=', 'epochs.city')
        .onRef('grants.case_id', '=', 'epochs.case_id')
        .onRef('grants.epoch', '=', 'epochs.number')
        .on('grants.holder', '=', 'recovery'),
    )
    .leftJoin('recourse.shred_keys as shreds', (join) => join.onRef('shreds.city', '=', 'cases.city').onRef('shreds.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.body', '=', body)
    .select([
      'cases.case_id',
      'cases.citizen_key',
      'cases.locator_hash',
      'cases.citizen_recipient',
      'epochs.number',
      'epochs.document',
      'grants.file',
      'cases.under_key',
      'shreds.key as shred_key',
    ])
    .orderBy('cases.case_id')
    .orderBy('epochs.number')
}

export const sample = { city: '80021', body: 'recours' }

export async function readRecoveryGrants(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => recoveryGrantsStatement(tx, asked).execute())
}
