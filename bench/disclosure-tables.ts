import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { countRecords, mergeCells, TOTAL, type Cell, type Dimension, type Layout, type LinkedTables } from '../src/capabilities/activity/index.ts'

/** The test tables of `../shared/data/disclosure`, read as the last part of formats/disclosure.md says. */
const FOLDER = join(import.meta.dirname, '../../shared/data/disclosure')
type Row = Readonly<Record<string, string>>

function readRows(file: string): readonly Row[] {
  const bytes = readFileSync(join(FOLDER, file))
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}

const text = (row: Row, column: string) => row[column] ?? ''
const number = (row: Row, column: string) => Number(text(row, column))

/** ±10 % of the value, on both sides. */
function tenth(value: number): { readonly least: number; readonly most: number } {
  const margin = Math.max(value * 0.1, 1e-3)
  return { least: Math.max(0, value - margin), most: value + margin }
}

type Published = { readonly labels: readonly string[]; readonly members: readonly number[]; readonly sensitive: boolean }

/**
 * A cell's value is the sum of its members: fifteen published totals of datatest1 count a negative number that the
 * column of absolute values shows as positive.
 */
function linked(dimensions: readonly string[], inner: Float64Array, published: readonly Published[]): LinkedTables {
  const cells = published.map(({ labels, members, sensitive }): Cell => {
    const value = members.reduce((sum, member) => sum + (inner[member] ?? 0), 0)
    return { labels, value, members: Int32Array.from(members), places: 1, ...(sensitive ? { protection: tenth(value) } : {}) }
  })
  return { dimensions, inner, cells: mergeCells(cells), ties: [] }
}

export function readDatatest1(): LinkedTables {
  const dimensions = ['treff', 'cj', 'type_distrib', 'A10']
  const rows = readRows('datatest1.csv')
  const finest = rows.filter((row) => dimensions.every((dimension) => row[dimension] !== TOTAL))
  const holds = (row: Row, fine: Row) => dimensions.every((dimension) => row[dimension] === TOTAL || row[dimension] === fine[dimension])
  const published = rows.map((row) => ({
    labels: dimensions.map((dimension) => text(row, dimension)),
    members: finest.flatMap((fine, index) => (holds(row, fine) ? [index] : [])),
    sensitive: row['is_secret_prim'] === 'TRUE',
  }))
  return linked(
    dimensions,
    Float64Array.from(finest, (row) => number(row, 'pizzas_tot_abs')),
    published,
  )
}

export function readTurnover(): LinkedTables {
  const activities = new Map<string, Set<string>>()
  for (const row of readRows('activity_corr_table.csv')) {
    const fine = text(row, 'A88')
    for (const label of [fine, text(row, 'A21'), text(row, 'A10'), TOTAL]) activities.set(label, (activities.get(label) ?? new Set()).add(fine))
  }
  const rows = readRows('turnover_act_size.csv')
  const finest = rows.filter((row) => activities.get(TOTAL)?.has(text(row, 'ACTIVITY')) === true && row['SIZE'] !== TOTAL)
  const holds = (row: Row, fine: Row) =>
    activities.get(text(row, 'ACTIVITY'))?.has(text(fine, 'ACTIVITY')) === true && (row['SIZE'] === TOTAL || row['SIZE'] === fine['SIZE'])
  const published = rows.map((row) => ({
    labels: [text(row, 'ACTIVITY'), text(row, 'SIZE')],
    members: finest.flatMap((fine, index) => (holds(row, fine) ? [index] : [])),
    sensitive: (number(row, 'N_OBS') > 0 && number(row, 'N_OBS') < 3) || number(row, 'MAX') > 0.85 * number(row, 'TOT'),
  }))
  return linked(
    ['ACTIVITY', 'SIZE'],
    Float64Array.from(finest, (row) => number(row, 'TOT')),
    published,
  )
}

const TWO_WAY = 'quartier×mois quartier×base quartier×issue quartier×age quartier×sexe base×issue age×sexe issue×age base×age'

export type Checks = { readonly nine: Layout; readonly counts: Float64Array }

export function readChecks(): Checks {
  const rows = readRows('checks-20000.csv.gz')
  const codes = (column: string) => [...new Set(rows.map((row) => text(row, column)))].sort()
  const level = (column: string, above: string) => ({
    name: above,
    groups: codes(above).map((label) => ({
      label,
      codes: [...new Set(rows.filter((row) => row[above] === label).map((row) => text(row, column)))].sort(),
    })),
  })
  const dimensions: readonly Dimension[] = [
    { name: 'quartier', codes: codes('quartier'), levels: [level('quartier', 'secteur')] },
    { name: 'mois', codes: codes('mois'), levels: [level('mois', 'trim')] },
    ...['base', 'issue', 'age', 'sexe'].map((name) => ({ name, codes: codes(name), levels: [] })),
  ]
  const counts = countRecords(
    dimensions,
    rows.map((row) => dimensions.map(({ name }) => text(row, name))),
  )
  return { nine: { dimensions, tables: TWO_WAY.split(' ').map((table) => table.split('×')) }, counts }
}
