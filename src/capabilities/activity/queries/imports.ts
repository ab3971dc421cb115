import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import { mappingShape, type Mapping } from '../core/mapping.ts'

export type ImportRow = {
  readonly id: string
  readonly at: Date
  readonly mapping: Mapping
  readonly rows: number
  readonly accepted: number
  readonly identical: number
  readonly files: number
  readonly months: readonly string[]
  readonly undone: Date | null
}

/** All imports of a city, the latest first; those that were undone say when. */
export function importsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.imports as i')
    .leftJoin('activity.import_undos as u', (join) => join.onRef('u.city', '=', 'i.city').onRef('u.import', '=', 'i.import'))
    .where('i.city', '=', city)
    .select(['i.import as id', 'i.imported_at as at', 'i.mapping', 'i.rows', 'i.accepted', 'i.identical', 'u.undone_at as undone'])
    .select((select) => [
      select
        .selectFrom('activity.import_files as f')
        .where('f.city', '=', city)
        .whereRef('f.import', '=', 'i.import')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('files'),
      select
        .selectFrom('activity.import_months as m')
        .where('m.city', '=', city)
        .whereRef('m.import', '=', 'i.import')
        .select(sql<string[] | null>`array_agg(m.month order by m.month)`.as('months'))
        .as('months'),
    ])
    .orderBy('i.imported_at', 'desc')
    .orderBy('i.import')
}

export const sample = { city: '80021' }

export async function readImports(db: Database, city: string): Promise<readonly ImportRow[]> {
  const rows = await inCity(db, city, (tx) => importsStatement(tx, { city }).execute())
  return rows.map((row) => ({ ...row, mapping: mappingShape.parse(row.mapping), files: row.files ?? 0, months: row.months ?? [] }))
}
