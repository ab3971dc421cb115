import { z } from 'zod'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type Quarter = {
  readonly quarter: number
  readonly name: string
  /** Rings of the imported outline, WGS 84, longitude first; outer rings and holes alike. None in a schematic map. */
  readonly rings: readonly (readonly (readonly [number, number])[])[]
  /** Column and row of a tile, in a schematic map. */
  readonly tile: readonly [number, number] | undefined
  readonly source: string
  /** Where the city says it. */
  readonly residents: number | undefined
  /** The larger part of the city in which it lies, where the city says it. */
  readonly sector: string | undefined
  readonly sections: readonly { readonly section: number; readonly name: string }[]
}

export function quartersStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('city.quarters as q')
    .leftJoin('city.sections as s', (join) => join.onRef('s.city', '=', 'q.city').onRef('s.quarter', '=', 'q.quarter'))
    .where('q.city', '=', city)
    .select(['q.quarter', 'q.name', 'q.outline', 'q.tile', 'q.source', 'q.residents', 'q.sector', 's.section', 's.name as section_name'])
    .orderBy('q.name')
    .orderBy('s.name')
}

export const sample = { city: '80021' }

const ring = z
  .array(z.tuple([z.number(), z.number()]).rest(z.number()))
  .transform((points) => points.map(([longitude, latitude]) => [longitude, latitude] as const))
const outlineShape = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }).transform(({ coordinates }) => coordinates),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }).transform(({ coordinates }) => coordinates.flat()),
])

function ringsOf(outline: unknown): Quarter['rings'] {
  const parsed = outlineShape.safeParse(outline)
  return parsed.success ? parsed.data : []
}

const tileShape = z.tuple([z.number(), z.number()])

export async function readQuarters(db: Database, city: string): Promise<readonly Quarter[]> {
  const rows = await inCity(db, city, (tx) => quartersStatement(tx, { city }).execute())
  const quarters = new Map<number, Quarter & { readonly sections: { section: number; name: string }[] }>()
  for (const row of rows) {
    const tile = tileShape.safeParse(row.tile)
    const quarter = quarters.get(row.quarter) ?? {
      quarter: row.quarter,
      name: row.name,
      rings: ringsOf(row.outline),
      tile: tile.success ? tile.data : undefined,
      source: row.source,
      residents: row.residents ?? undefined,
      sector: row.sector ?? undefined,
      sections: [],
    }
    quarters.set(row.quarter, quarter)
    if (row.section !== null && row.section_name !== null) quarter.sections.push({ section: row.section, name: row.section_name })
  }
  // The database sorts by bytes; people look for Étouvie among the E.
  return [...quarters.values()].sort((left, right) => left.name.localeCompare(right.name, 'fr'))
}
