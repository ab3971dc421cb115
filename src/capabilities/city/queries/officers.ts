import { inCity, type Database } from '../../../platform/db/database.ts'

export function officersStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('city.officers as o')
    .leftJoin('city.officer_departures as d', (join) =>
      join.onRef('d.city', '=', 'o.city').onRef('d.unit', '=', 'o.unit').onRef('d.number', '=', 'o.number'),
    )
    .where('o.city', '=', city)
    .select(['o.unit', 'o.number', 'o.kind', 'o.since', 'd.left_on'])
    .orderBy('o.unit')
    .orderBy('o.number')
}

export const sample = { city: '80021' }

export async function readOfficers(db: Database, city: string) {
  return inCity(db, city, (tx) => officersStatement(tx, { city }).execute())
}
