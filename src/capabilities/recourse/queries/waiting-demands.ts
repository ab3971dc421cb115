import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly since: Date }

/** Demands that were mailed to nobody, of footage that may still be there. */
export function waitingDemandsStatement(db: Database, { city, since }: Asked) {
  return db
    .selectFrom('recourse.preservations')
    .where('city', '=', city)
    .where('mailed', '=', false)
    .where('starts_at', '>=', since)
    .select(['reference', 'place', 'starts_at', 'ends_at'])
    .orderBy('reference')
}

export const sample = { city: '80021', since: new Date('2026-10-25T00:00:00Z') }

export async function readWaitingDemands(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => waitingDemandsStatement(tx, asked).execute())
}
