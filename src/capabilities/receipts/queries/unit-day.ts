import { inCity, type Database } from '../../../platform/db/database.ts'

export type UnitDay = { readonly city: string; readonly unit: number; readonly day: string }

export function unitDayStatement(db: Database, { city, unit, day }: UnitDay) {
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('unit', '=', unit)
    .where('day', '=', day)
    .select([
      'key_id',
      'seq',
      'issued_at',
      'ground',
      'quarter',
      'result',
      'delivery',
      'undelivered_reason',
      'card_problem',
      'standing',
      'late',
      'clock_off',
    ])
    .orderBy('issued_at')
    .limit(2000)
}

export const sample = { city: '80021', unit: 1, day: '2027-03-01' }

export async function readUnitDay(db: Database, scope: UnitDay) {
  return inCity(db, scope.city, (tx) => unitDayStatement(tx, scope).execute())
}
