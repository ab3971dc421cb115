import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Database } from '../../../platform/db/database.ts'
import { readQuarters } from '../queries/quarters.ts'
import { writeQuarters, writeSections } from './write-places.ts'

const position = z.array(z.number()).min(2)
const ring = z.array(position).min(4)
const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: geometry }))
    .min(1)
    .max(2000),
})

/** Members under which a name is looked for when none is given. */
const NAMES = ['nom', 'name', 'libelle', 'NOM', 'NAME', 'LIBELLE', 'nom_quartier', 'quartier']

export type QuarterImport = { readonly city: string; readonly geojson: string; readonly source: string; readonly nameField?: string | undefined }

export type ImportRefusal = 'not-geojson' | 'feature-without-name' | 'name-twice'

/** RFC 7946 polygons, one a quarter. All or nothing; a quarter keeps its number when its name is known already. */
export async function importQuarters(db: Database, asked: QuarterImport): Promise<Result<number, ImportRefusal>> {
  const parsed = collection.safeParse(safeJson(asked.geojson))
  if (!parsed.success) return refuse('not-geojson', { at: parsed.error.issues[0]?.path.join('.') ?? '' })
  const named = parsed.data.features.map((feature, index) => ({
    index,
    name: nameOf(feature.properties ?? {}, asked.nameField),
    outline: feature.geometry,
    residents: residentsOf(feature.properties ?? {}),
    sector: textIn(feature.properties ?? {}, SECTORS),
  }))
  const unnamed = named.find(({ name }) => name === undefined)
  if (unnamed) return refuse('feature-without-name', { feature: unnamed.index })
  const names = named.map(({ name }) => name ?? '')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return refuse('name-twice', { name: twice })
  const known = await readQuarters(db, asked.city)
  const numbers = new Map(known.map(({ name, quarter }) => [name, quarter]))
  let next = Math.max(0, ...known.map(({ quarter }) => quarter))
  const quarters = named.map(({ name = '', outline, residents, sector }) => ({
    quarter: numbers.get(name) ?? (next += 1),
    name,
    outline,
    residents,
    sector,
    source: asked.source,
  }))
  await writeQuarters(db, asked.city, quarters)
  return accept(quarters.length)
}

/** Members under which the number of residents is looked for. */
const RESIDENTS = ['residents', 'population', 'habitants', 'POPULATION', 'pop', 'POP']

function residentsOf(properties: Readonly<Record<string, unknown>>): number | undefined {
  const found = RESIDENTS.map((name) => properties[name]).find((value) => value !== undefined && value !== null && value !== '')
  const count = z.coerce.number().nonnegative().max(100_000_000).safeParse(found)
  return found !== undefined && count.success ? Math.round(count.data) : undefined
}

/** Members under which the sector is looked for. */
const SECTORS = ['secteur', 'sector', 'SECTEUR', 'SECTOR', 'nom_secteur']

function nameOf(properties: Readonly<Record<string, unknown>>, field: string | undefined): string | undefined {
  return textIn(properties, field === undefined ? NAMES : [field])
}

function textIn(properties: Readonly<Record<string, unknown>>, members: readonly string[]): string | undefined {
  const found = members.map((name) => properties[name]).find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof found === 'string' ? found.trim().slice(0, 120) : undefined
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const sectionShape = z.object({ section: z.coerce.number().int().min(1).max(0xffffff), quarter: z.string().min(1), name: z.string().min(1).max(120) })

/** CSV with the columns `section` (number), `quarter` (name) and `name`. All or nothing; the refusal names the line. */
export async function importSections(
  db: Database,
  asked: { readonly city: string; readonly csv: string },
): Promise<Result<number, 'not-csv' | 'section-wrong' | 'quarter-unknown'>> {
  const rows = readRows(asked.csv)
  if (rows === undefined) return refuse('not-csv')
  const quarters = new Map((await readQuarters(db, asked.city)).map(({ name, quarter }) => [name, quarter]))
  const sections: { section: number; quarter: number; name: string }[] = []
  for (const [index, row] of rows.entries()) {
    const parsed = sectionShape.safeParse(row)
    if (!parsed.success) return refuse('section-wrong', { line: index + 2, column: String(parsed.error.issues[0]?.path[0] ?? '') })
    const quarter = quarters.get(parsed.data.quarter)
    if (quarter === undefined) return refuse('quarter-unknown', { line: index + 2, quarter: parsed.data.quarter })
    sections.push({ section: parsed.data.section, quarter, name: parsed.data.name })
  }
  await writeSections(db, asked.city, sections)
  return accept(sections.length)
}

function readRows(csv: string): readonly Record<string, string>[] | undefined {
  try {
    return parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true, delimiter: [',', ';'] })
  } catch {
    return undefined
  }
}
