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
            seat.not(
              seat.exists(
                seat
                  .selectFrom('recourse.grants as grants')
                  .whereRef('grants.city', '=', 'epochs.city')
                  .whereRef('grants.case_id', '=', 'epochs.case_id')
                  .whereRef('grants.epoch', '=', 'epochs.number')
                  .whereRef('grants.holder', '=', 'seats.holder')
                  .select('grants.holder'),
              ),
            ),
          )
          .where((seat) =>
            seat.not(
              seat.exists(
                seat
                  .selectFrom('recourse.recusals as recusals')
                  .whereRef('recusals.city', '=', 'epochs.city')
                  .whereRef('recusals.case_id', '=', 'epochs.case_id')
                  .whereRef('recusals.holder', '=', 'seats.holder')
                  .select('recusals.holder'),
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
