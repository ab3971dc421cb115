import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { writeCsv } from '../core/write-csv.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Layout } from './layout.ts'
import type { LinkedTables, Pattern } from './linked-tables.ts'
import { keyOf } from './tabulate.ts'
import type { Certificate, Witness } from './witness.ts'

/*
 * A release as files. `published.csv` is for everyone: one line a cell, its labels, its number or nothing; it does not say which withheld
 * cells are sensitive. `certificates.json` stays with the publisher: its witnesses say what the truth is not.
 */
export const PUBLISHED = 'published.csv'
export const CERTIFICATES = 'certificates.json'

export function writePublished({ dimensions, cells }: LinkedTables, withheld: Pattern): string {
  const lines = cells.map(({ labels, value }, cell) => [...labels, withheld[cell] ? '' : String(value), withheld[cell] ? 'withheld' : 'published'])
  return writeCsv([...dimensions, 'count', 'state'], lines)
}

export type PublishedFlaw = 'published-unreadable' | 'cell-missing' | 'cell-unknown' | 'cell-twice' | 'not-the-true-count'

/** Which cells the file withholds. Each cell must be there once, and each number must be the true one. */
export function readPublished(text: string, tables: LinkedTables): Result<Pattern, PublishedFlaw> {
  let rows: readonly (readonly string[])[]
  try {
    rows = parse(text, { bom: true })
  } catch (error) {
    return refuse('published-unreadable', { problem: error instanceof Error ? error.message : 'unknown' })
  }
  const plain = (field: string) => (/^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field)
  const [header = [], ...lines] = rows
  const expected = [...tables.dimensions, 'count', 'state']
  if (header.map(plain).join('\u0000') !== expected.join('\u0000'))
    return refuse('published-unreadable', { problem: `its columns are not ${expected.join(', ')}` })
  const places = new Map(tables.cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  const pattern: Pattern = new Uint8Array(tables.cells.length).fill(2)
  for (const [index, line] of lines.entries()) {
    const labels = line.slice(0, tables.dimensions.length).map(plain)
    const [count = '', state = ''] = line.slice(tables.dimensions.length)
    const cell = places.get(keyOf(labels))
    const name = { line: index + 2, cell: labels.join(' × ') }
    if (cell === undefined) return refuse('cell-unknown', name)
    if (pattern[cell] !== 2) return refuse('cell-twice', name)
    const isWithheld = state === 'withheld' && count === ''
    if (!isWithheld && (state !== 'published' || count !== String(tables.cells[cell]?.value))) return refuse('not-the-true-count', name)
    pattern[cell] = isWithheld ? 1 : 0
  }
  const missing = pattern.indexOf(2)
  return missing < 0 ? accept(pattern) : refuse('cell-missing', { cell: tables.cells[missing]?.labels.join(' × ') ?? '' })
}

const witnessShape = z.int().min(-1)
const certificatesShape = z.strictObject({
  format: z.literal('visavis-certificates/1'),
  witnesses: z.array(z.array(z.tuple([z.array(z.string()), z.int()]))),
  certificates: z.array(
    z.strictObject({
      cell: z.array(z.string()),
      low: witnessShape,
      high: witnessShape,
      lows: z.array(witnessShape).optional(),
      highs: z.array(witnessShape).optional(),
    }),
  ),
})

export type Certificates = { readonly witnesses: readonly Witness[]; readonly certificates: readonly Certificate[] }

/** Places by their codes, not by numbers: another program can check them. */
export function writeCertificates({ dimensions }: Layout, { cells }: LinkedTables, { witnesses, certificates }: Certificates): string {
  const codesAt = (inner: number) =>
    dimensions.map(({ codes }, index) => {
      const stride = dimensions.slice(index + 1).reduce((size, other) => size * other.codes.length, 1)
      return codes[Math.floor(inner / stride) % codes.length] ?? ''
    })
  return `${JSON.stringify({
    format: 'visavis-certificates/1',
    witnesses: witnesses.map((witness) => witness.map(([inner, change]) => [codesAt(inner), change])),
    certificates: certificates.map(({ cell, ...others }) => ({ cell: cells[cell]?.labels ?? [], ...others })),
  })}\n`
}

/** A code or cell that is not there becomes an index that the checker refuses. */
export function readCertificates(text: string, { dimensions }: Layout, { cells }: LinkedTables): Result<Certificates, 'certificates-unreadable'> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('certificates-unreadable', { problem: 'they are not JSON' })
  }
  const parsed = certificatesShape.safeParse(json)
  if (!parsed.success) return refuse('certificates-unreadable', { problem: parsed.error.issues[0]?.message ?? 'unknown' })
  const codes = dimensions.map((dimension) => new Map(dimension.codes.map((code, place) => [code, place])))
  const placeOf = (labels: readonly string[]) =>
    labels.length === codes.length
      ? codes.reduce((sum, known, index) => sum * known.size + (known.get(labels[index] ?? '') ?? Number.NaN), 0)
      : Number.NaN
  const byKey = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  return accept({
    witnesses: parsed.data.witnesses.map((witness) => witness.map(([labels, change]) => [placeOf(labels), change] as const)),
    certificates: parsed.data.certificates.map(({ cell, low, high, lows, highs }) => ({
      cell: byKey.get(keyOf(cell)) ?? -1,
      low,
      high,
      ...(lows && { lows }),
      ...(highs && { highs }),
    })),
  })
}
