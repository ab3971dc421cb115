import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type ShiftScope = { readonly city: string; readonly since: string }
export type Shift = {
  readonly unit: number
  readonly device: number
  readonly key_id: Buffer
  readonly first_seq: number
  readonly last_seq: number
  readonly received_at: Date
  readonly missing: number
}

/** Each closed shift with the receipts that it announces and that have not arrived. */
export function shiftsStatement(db: Database, { city, since }: ShiftScope) {
  return db
    .selectFrom('receipts.manifests as m')
    .innerJoin('receipts.certificates as c', (join) => join.onRef('c.city', '=', 'm.city').onRef('c.key_id', '=', 'm.key_id'))
    .innerJoin('receipts.devices as d', (join) => join.onRef('d.city', '=', 'c.city').onRef('d.device', '=', 'c.device'))
    .where('m.city', '=', city)
    .where('m.received_at', '>=', sql<Date>`${since}::date`)
    .select(['c.unit', 'd.number as device', 'm.key_id', 'm.first_seq', 'm.last_seq', 'm.received_at'])
    .select((select) =>
      sql<number>`m.last_seq - m.first_seq + 1 - ${select
        .selectFrom('receipts.receipts as r')
        .whereRef('r.city', '=', 'm.city')
        .whereRef('r.key_id', '=', 'm.key_id')
        .whereRef('r.seq', '>=', 'm.first_seq')
        .whereRef('r.seq', '<=', 'm.last_seq')
        .select((count) => count.fn.countAll().as('n'))}`.as('missing'),
    )
    .orderBy('m.received_at', 'desc')
}

export const sample = { city: '80021', since: '2027-01-01' }

export async function readShifts(db: Database, scope: ShiftScope): Promise<readonly Shift[]> {
  return inCity(db, scope.city, (tx) => shiftsStatement(tx, scope).execute())
}
