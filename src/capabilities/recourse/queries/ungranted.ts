import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = {
  readonly city: string
  readonly body: string
  readonly holders: readonly string[]
  /** Cases after this one; all when empty. */ readonly after: string
}

/** Epochs of cases of a body that one of these holders was not given. */
export function ungrantedStatement(db: Database, { city, body, holders, after }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .innerJoin('recourse.epochs as epochs', (join) => join.onRef('epochs.city', '=', 'cases.city').onRef('epochs.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.body', '=', body)
    .where('cases.case_id', '>', after)
    .where((where) =>
      where(
        where
          .selectFrom('recourse.grants as grants')
          .whereRef('grants.city', '=', 'epochs.city')
          .whereRef('grants.case_id', '=', 'epochs.case_id')
          .whereRef('grants.epoch', '=', 'epochs.number')
          .where(sql<boolean>`grants.holder = any(${[...holders]}::text[])`)
          .select((select) => select.fn.countAll<number>().as('given')),
        '<',
        holders.length,
      ),
    )
    .select(['cases.case_id', 'epochs.number'])
    .orderBy('cases.case_id')
    .orderBy('epochs.number')
    .limit(500)
}

export const sample = { city: '80021', body: 'recours', holders: ['a', 'b'], after: '' }

export async function readUngranted(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => ungrantedStatement(tx, asked).execute())
}
