import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = {
  readonly city: string
  readonly body: string
  readonly holders: readonly string[]
  /** Cases after this one; all when empty. */ readonly after: string
}

/** Epochs of cases of a body that one of these holders was not given, who does not stay out of it. */
export function ungrantedStatement(db: Database, { city, body, holders, after }: Asked) {
  return db
    .selectFrom('recourse.cases as cases')
    .innerJoin('recourse.epochs as epochs', (join) => join.onRef('epochs.city', '=', 'cases.city').onRef('epochs.case_id', '=', 'cases.case_id'))
    .where('cases.city', '=', city)
    .where('cases.body', '=', body)
    .where('cases.case_id', '>', after)
    .where((where) =>
      where.exists(
        where
          .selectFrom(sql<{ holder: string }>`unnest(${[...holders]}::text[])`.as<'seats'>(sql`seats (holder)`))
          .where((seat) =>
            seat(
              'seats.holder',
              'not in',
              seat
                .selectFrom('recourse.grants as given')
                .whereRef('given.city', '=', 'epochs.city')
                .whereRef('given.case_id', '=', 'epochs.case_id')
                .whereRef('given.epoch', '=', 'epochs.number')
                .select('given.holder')
                .unionAll(
                  seat
                    .selectFrom('recourse.recusals as out')
                    .whereRef('out.city', '=', 'epochs.city')
                    .whereRef('out.case_id', '=', 'epochs.case_id')
                    .select('out.holder'),
                ),
            ),
          )
          .select('seats.holder'),
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
