import { inCity, type Database } from '../../../platform/db/database.ts'

/** Each time that the city read a text again, the latest first. */
export function readingsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('rights.readings')
    .where('city', '=', city)
    .select(['law', 'read_on', 'verdict', 'note'])
    .orderBy('read_at', 'desc')
    .orderBy('law')
}

export const sample = { city: '80021' }

export type ReadingRow = { readonly law: string; readonly readOn: string; readonly verdict: 'unchanged' | 'to_change'; readonly note: string }

export async function readReadings(db: Database, city: string): Promise<readonly ReadingRow[]> {
  const rows = await inCity(db, city, (tx) => readingsStatement(tx, { city }).execute())
  return rows.map(({ read_on, ...row }) => ({ ...row, readOn: read_on }))
}
