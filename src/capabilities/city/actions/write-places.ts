import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type NewQuarter = {
  readonly quarter: number
  readonly name: string
  readonly source: string
  /** One of the two: a GeoJSON geometry, or the place of a tile (column, row) in a schematic map. */
  readonly outline?: unknown
  readonly tile?: readonly [number, number]
  readonly residents?: number | undefined
  /** The larger part of the city in which it lies. */
  readonly sector?: string | undefined
}

/** Adds or redraws quarters; a quarter that receipts name is never removed. Residents and sectors that are not told anew stay. */
export async function writeQuarters(db: Database, city: string, quarters: readonly NewQuarter[]): Promise<void> {
  if (quarters.length === 0) return
  const rows = quarters.map(({ outline, tile, residents, sector, ...quarter }) => ({
    ...quarter,
    outline: outline ?? null,
    tile: tile ?? null,
    residents: residents ?? null,
    sector: sector ?? null,
  }))
  await inCity(db, city, (tx) =>
    sql`
      insert into city.quarters (city, quarter, name, outline, tile, source, residents, sector)
      select ${city}, r.quarter, r.name, r.outline, r.tile, r.source, r.residents, r.sector
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (quarter integer, name text, outline jsonb, tile integer[], source text, residents integer, sector text)
      on conflict (city, quarter) do update set name = excluded.name, outline = excluded.outline, tile = excluded.tile, source = excluded.source,
        residents = coalesce(excluded.residents, quarters.residents), sector = coalesce(excluded.sector, quarters.sector)`.execute(tx),
  )
}

export type NewSection = { readonly section: number; readonly quarter: number; readonly name: string }

export async function writeSections(db: Database, city: string, sections: readonly NewSection[]): Promise<void> {
  if (sections.length === 0) return
  await inCity(db, city, (tx) =>
    sql`
      insert into city.sections (city, section, quarter, name)
      select ${city}, r.section, r.quarter, r.name
      from jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) as r (section integer, quarter integer, name text)
      on conflict (city, section) do update set name = excluded.name, quarter = excluded.quarter`.execute(tx),
  )
}
