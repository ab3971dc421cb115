import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Measurement } from '../core/state.ts'

/** Every figure that was measured, the oldest first. */
export function measurementsStatement(db: Database, { city }: { readonly city: string }) {
  return db.selectFrom('commitments.measurements').where('city', '=', city).select(['indicator', 'day', 'value']).orderBy('day').orderBy('indicator')
}

export const sample = { city: '80021' }

export async function readMeasurements(db: Database, city: string): Promise<readonly Measurement[]> {
  const rows = await inCity(db, city, (tx) => measurementsStatement(tx, { city }).execute())
  return rows.map(({ value, ...row }) => ({ ...row, value: value ?? undefined }))
}
