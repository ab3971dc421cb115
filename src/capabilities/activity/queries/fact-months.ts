import { inCity, type Database } from '../../../platform/db/database.ts'
import { mappingShape, type Mapping } from '../core/mapping.ts'

export type FactMonth = { readonly import: string; readonly month: string; readonly mapping: Mapping }

/** The months of all imports that were not undone. */
export function factMonthsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.import_months as m')
    .innerJoin('activity.imports as i', (join) => join.onRef('i.city', '=', 'm.city').onRef('i.import', '=', 'm.import'))
    .leftJoin('activity.import_undos as u', (join) => join.onRef('u.city', '=', 'm.city').onRef('u.import', '=', 'm.import'))
    .where('m.city', '=', city)
    .where('u.import', 'is', null)
    .select(['m.import', 'm.month', 'i.mapping'])
    .orderBy('i.imported_at')
    .orderBy('m.month')
}

export const sample = { city: '80021' }

export async function readFactMonths(db: Database, city: string): Promise<readonly FactMonth[]> {
  const rows = await inCity(db, city, (tx) => factMonthsStatement(tx, { city }).execute())
  return rows.map((row) => ({ ...row, mapping: mappingShape.parse(row.mapping) }))
}
