import { inCity, type Database } from '../../../platform/db/database.ts'
import { ACTS } from '../core/fact.ts'
import { PERIOD_KINDS } from '../core/report.ts'
import type { Promised } from '../core/calendar.ts'

/** Of each kind and act, the promise that counts: the latest. */
export function promisesStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.promises')
    .where('city', '=', city)
    .distinctOn(['kind', 'act'])
    .select(['kind', 'act', 'since', 'days'])
    .orderBy('kind')
    .orderBy('act')
    .orderBy('promised_at', 'desc')
}

export const sample = { city: '80021' }

export async function readPromises(db: Database, city: string): Promise<readonly Promised[]> {
  const rows = await inCity(db, city, (tx) => promisesStatement(tx, { city }).execute())
  return rows.flatMap(({ kind, act, since, days }) => {
    const [known, counted] = [PERIOD_KINDS.find((one) => one === kind), ACTS.find((one) => one === act)]
    return known === undefined || counted === undefined ? [] : [{ kind: known, act: counted, since, days }]
  })
}
