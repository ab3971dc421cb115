import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = {
  readonly city: string
  /** Closed before this, or withdrawn before that. */
  readonly closedBefore: Date
  readonly withdrawnBefore: Date
}

/** Cases whose time may be over, the oldest first: no more than one night erases. */
export function dueCasesStatement(db: Database, { city, closedBefore, withdrawnBefore }: Asked) {
  return db
    .selectFrom('recourse.cases')
    .where('city', '=', city)
    .where('erased_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'close'), where('since', '<', closedBefore)]),
        where.and([where('state', '=', 'retiree'), where('since', '<', withdrawnBefore)]),
      ]),
    )
    .select(['case_id', 'state', 'since'])
    .orderBy('since')
    .limit(1000)
}

export const sample = { city: '80021', closedBefore: new Date('2020-11-25T00:00:00Z'), withdrawnBefore: new Date('2025-11-25T00:00:00Z') }

export async function readDueCases(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => dueCasesStatement(tx, asked).execute())
}
