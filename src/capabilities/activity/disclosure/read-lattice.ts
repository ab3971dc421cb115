import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { expectDivided, type Dimension, type Layout } from './layout.ts'
import { TOTAL } from './linked-tables.ts'
import type { Crews } from './officers.ts'
import { countRecords, type Counts } from './tabulate.ts'

/*
 * The lattice as a city writes it, in JSON, before it looks at its records: which columns are dimensions, which columns group their codes
 * (from finer to coarser), which tables are published. The codes themselves come from the records.
 */
const latticeShape = z.strictObject({
  dimensions: z.array(z.strictObject({ name: z.string().min(1), levels: z.array(z.string().min(1)).default([]) })).min(1),
  tables: z.array(z.array(z.string().min(1)).min(1).max(3)).min(1),
  /** Counts of persons from 1 to this, less one, are sensitive. */
  threshold: z.int().min(2).max(1000).default(5),
  /** Rule 2: rows of fewer persons than this may not all share one outcome. */
  outcome: z.strictObject({ dimension: z.string().min(1), persons: z.int().min(2).max(1000) }).optional(),
  /** Rule 3: the column that says who acted (several parted by spaces), and how many of them a number must be of. The column itself is in no file. */
  officers: z.strictObject({ column: z.string().min(1), fewest: z.int().min(2).max(100).default(3) }).optional(),
  /** The shares of cells, sensitive and withheld, beyond which tables are made coarser, or left out; absent: published as asked, or refused. */
  coarsen: z.strictObject({ sensitive: z.number().min(0).max(1).default(0.03), withheld: z.number().min(0).max(1).default(0.15) }).optional(),
})
export type Lattice = z.infer<typeof latticeShape>

export function parseLattice(text: string): Result<Lattice, 'lattice-unreadable'> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('lattice-unreadable', { problem: 'it is not JSON' })
  }
  const parsed = latticeShape.safeParse(json)
  if (parsed.success) return accept(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse('lattice-unreadable', { problem: `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}` })
}

/** What stands where a record says nothing: a code like another, never left out. */
export const NOT_RECORDED = '(not recorded)'
/** More finest combinations than this are more than the solver's heap can hold. */
const MOST_COMBINATIONS = 2_000_000

export type Tabulated = {
  readonly layout: Layout
  readonly counts: Counts
  readonly records: number
  /** Who acted in each finest combination that holds a record, under names of this reading alone; nobody where the lattice does not ask. */
  readonly crews: Crews
}
export type Record = Readonly<{ [column: string]: string | undefined }>

/** Columns that the lattice does not name are not kept. A code that lies in two groups, or more combinations than can be held, is refused. */
export function tabulateRecords(
  lattice: Lattice,
  records: readonly Record[],
): Result<Tabulated, 'column-missing' | 'code-in-two-groups' | 'code-reserved' | 'too-fine' | 'no-record' | 'lattice-wrong'> {
  const first = records[0]
  if (first === undefined) return refuse('no-record')
  const { officers } = lattice
  const columns = [...lattice.dimensions.flatMap(({ name, levels }) => [name, ...levels]), ...(officers ? [officers.column] : [])]
  const missing = columns.find((column) => !(column in first))
  if (missing !== undefined) return refuse('column-missing', { column: missing })
  const dimensions: Dimension[] = []
  for (const { name, levels } of lattice.dimensions) {
    const codes = [...new Set(records.map((record) => codeIn(record, name)))].sort()
    if (codes.includes(TOTAL)) return refuse('code-reserved', { column: name, code: TOTAL })
    const grouped: Dimension['levels'][number][] = []
    for (const level of levels) {
      const groupOf = new Map<string, string>()
      for (const record of records) {
        const [code, group] = [codeIn(record, name), codeIn(record, level)]
        const known = groupOf.get(code) ?? group
        if (known !== group) return refuse('code-in-two-groups', { column: name, code, one: known, other: group })
        groupOf.set(code, group)
      }
      const labels = [...new Set(groupOf.values())].sort()
      grouped.push({ name: level, groups: labels.map((label) => ({ label, codes: codes.filter((code) => groupOf.get(code) === label) })) })
    }
    dimensions.push({ name, codes, levels: grouped })
  }
  const combinations = dimensions.reduce((size, { codes }) => size * codes.length, 1)
  if (combinations > MOST_COMBINATIONS) return refuse('too-fine', { combinations, most: MOST_COMBINATIONS })
  try {
    const layout = { dimensions, tables: lattice.tables }
    expectDivided(layout)
    const coded = records.map((record) => dimensions.map(({ name }) => codeIn(record, name)))
    const named = lattice.outcome?.dimension
    if (named !== undefined && !dimensions.some(({ name }) => name === named)) return refuse('column-missing', { column: named })
    const crews = officers ? gatherCrews(dimensions, coded, records.map((record) => crewIn(record, officers.column))) : () => undefined // prettier-ignore
    return accept({ layout, counts: countRecords(dimensions, coded), records: records.length, crews })
  } catch (error) {
    if (error instanceof RangeError) return refuse('lattice-wrong', { problem: error.message })
    throw error
  }
}

/** A record that does not say who acted counts for nobody. */
function crewIn(record: Record, column: string): readonly string[] {
  return (record[column] ?? '').split(/\s+/u).filter((name) => name !== '')
}

function gatherCrews(dimensions: readonly Dimension[], coded: readonly (readonly string[])[], crews: readonly (readonly string[])[]): Crews {
  const places = dimensions.map(({ codes }) => new Map(codes.map((code, place) => [code, place])))
  const gathered = new Map<number, Set<string>>()
  for (const [at, codes] of coded.entries()) {
    const inner = codes.reduce((sum, code, dimension) => sum * (places[dimension]?.size ?? 1) + (places[dimension]?.get(code) ?? 0), 0)
    const crew = gathered.get(inner) ?? new Set()
    gathered.set(inner, crew)
    for (const officer of crews[at] ?? []) crew.add(`/${officer}`)
  }
  return (inner) => [...(gathered.get(inner) ?? [])]
}

function codeIn(record: Record, column: string): string {
  const code = record[column]?.trim() ?? ''
  return code === '' ? NOT_RECORDED : code
}
