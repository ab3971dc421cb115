import { dateAt } from '../../../foundation/local-date.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'
import { ACTS } from '../core/fact.ts'
import { PERIOD_KINDS } from '../core/report.ts'
import type { Promised } from '../core/calendar.ts'

/** Each promise that was made, the earliest first: a later one does not undo what fell due under the one before. */
export function promisesStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.promises')
    .where('city', '=', city)
    .select(['kind', 'act', 'since', 'days', 'promised_at'])
    .orderBy('kind')
    .orderBy('act')
    .orderBy('promised_at')
}

export const sample = { city: '80021' }

export async function readPromises(db: Database, city: string): Promise<readonly Promised[]> {
  const rows = await inCity(db, city, (tx) => promisesStatement(tx, { city }).execute())
  return rows.flatMap(({ kind, act, since, days, promised_at }) => {
    const [known, counted] = [PERIOD_KINDS.find((one) => one === kind), ACTS.find((one) => one === act)]
    return known === undefined || counted === undefined
      ? []
      : [{ kind: known, act: counted, since, days, promisedOn: dateAt(promised_at).toString() }]
  })
}
