import { z } from 'zod'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Quarter = {
  readonly quarter: number
  readonly name: string
  /** GeoJSON geometry (WGS 84), when an official outline was imported. */
  readonly outline: unknown
  /** Column and row of a tile, in a schematic map. */
  readonly tile: readonly [number, number] | undefined
  readonly source: string
  readonly sections: readonly { readonly section: number; readonly name: string }[]
}

export function quartersStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('city.quarters as q')
    .leftJoin('city.sections as s', (join) => join.onRef('s.city', '=', 'q.city').onRef('s.quarter', '=', 'q.quarter'))
    .where('q.city', '=', city)
    .select(['q.quarter', 'q.name', 'q.outline', 'q.tile', 'q.source', 's.section', 's.name as section_name'])
    .orderBy('q.name')
    .orderBy('s.name')
}

export const sample = { city: '80021' }

const tileShape = z.tuple([z.number(), z.number()])

export async function readQuarters(db: Database, city: string): Promise<readonly Quarter[]> {
  const rows = await inCity(db, city, (tx) => quartersStatement(tx, { city }).execute())
  const quarters = new Map<number, Quarter & { readonly sections: { section: number; name: string }[] }>()
  for (const row of rows) {
    const tile = tileShape.safeParse(row.tile)
    const quarter = quarters.get(row.quarter) ?? {
      quarter: row.quarter,
      name: row.name,
      outline: row.outline,
      tile: tile.success ? tile.data : undefined,
      source: row.source,
      sections: [],
    }
    quarters.set(row.quarter, quarter)
    if (row.section !== null && row.section_name !== null) quarter.sections.push({ section: row.section, name: row.section_name })
  }
  return [...quarters.values()]
}
