import { inCity, type Database } from '../../../platform/db/database.ts'

export function unitDevicesStatement(db: Database, { city, unit }: { readonly city: string; readonly unit: number }) {
  return db
    .selectFrom('receipts.devices as d')
    .leftJoin('receipts.device_stops as s', (join) => join.onRef('s.city', '=', 'd.city').onRef('s.device', '=', 'd.device'))
    .where('d.city', '=', city)
    .where('d.unit', '=', unit)
    .select(['d.device', 'd.number', 'd.enrolled_at', 's.reason', 's.stopped_at'])
    .orderBy('d.number')
}

export const sample = { city: '80021', unit: 1 }

export async function readUnitDevices(db: Database, scope: { readonly city: string; readonly unit: number }) {
  return inCity(db, scope.city, (tx) => unitDevicesStatement(tx, scope).execute())
}
