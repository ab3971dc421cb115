import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { writeCsv } from '../core/write-csv.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Layout } from './layout.ts'
import type { EarlierRelease } from './ledger.ts'
import type { LinkedTables, Pattern } from './linked-tables.ts'
import { keyOf } from './tabulate.ts'
import type { Certificate, Witness } from './witness.ts'

/*
 * A release as files. `published.csv` is for everyone: one line a cell, its labels, its number or nothing; it does not say which withheld
 * cells are sensitive. `certificates.json` stays with the publisher: its witnesses say what the truth is not.
 */
export const PUBLISHED = 'published.csv'
export const CERTIFICATES = 'certificates.json'
/** What the numbers are numbers of: codes, groups and tables. For everyone, and for the next release, which is bound by this one. */
export const RELEASE = 'release.json'

export function writePublished({ dimensions, cells }: LinkedTables, withheld: Pattern): string {
  const told = [...cells.entries()].filter(([, { places }]) => places > 0)
  const lines = told.map(([cell, { labels, value }]) => [...labels, withheld[cell] ? '' : String(value), withheld[cell] ? 'withheld' : 'published'])
  return writeCsv([...dimensions, 'count', 'state'], lines)
}

export type PublishedFlaw = 'published-unreadable' | 'cell-missing' | 'cell-unknown' | 'cell-twice' | 'not-the-true-count'
type Line = { readonly line: number; readonly labels: readonly string[]; readonly count: string; readonly state: string }

/**
 * Which cells the file withholds. Each cell that this release tells must be there once, and each number must be the true one. A number that an
 * earlier release published is known, whatever this one withholds.
 */
export function readPublished(text: string, { dimensions, cells }: LinkedTables): Result<Pattern, PublishedFlaw> {
  const lines = readLines(text, dimensions)
  if (!lines.ok) return lines
  const known = new Map(cells.flatMap(({ labels, places }, cell) => (places > 0 ? [[keyOf(labels), cell] as const] : [])))
  const UNTOLD = 2
  const pattern: Pattern = Uint8Array.from(cells, ({ places, fixed }) => (places > 0 ? UNTOLD : fixed === 'published' ? 0 : 1))
  for (const { line, labels, count, state } of lines.value) {
    const cell = known.get(keyOf(labels))
    const name = { line, cell: labels.join(' × ') }
    if (cell === undefined) return refuse('cell-unknown', name)
    if (pattern[cell] !== UNTOLD) return refuse('cell-twice', name)
    const isWithheld = state === 'withheld' && count === ''
    if (!isWithheld && (state !== 'published' || count !== String(cells[cell]?.value))) return refuse('not-the-true-count', name)
    pattern[cell] = isWithheld ? 1 : 0
  }
  const missing = pattern.indexOf(UNTOLD)
  if (missing >= 0) return refuse('cell-missing', { cell: cells[missing]?.labels.join(' × ') ?? '' })
  return accept(Uint8Array.from(pattern, (withheld, cell) => (cells[cell]?.fixed === 'published' ? 0 : withheld)))
}

function readLines(text: string, dimensions: readonly string[]): Result<readonly Line[], 'published-unreadable'> {
  let rows: readonly (readonly string[])[]
  try {
    rows = parse(text, { bom: true })
  } catch (error) {
    return refuse('published-unreadable', { problem: error instanceof Error ? error.message : 'unknown' })
  }
  const plain = (field: string) => (/^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field)
  const [header = [], ...lines] = rows
  const expected = [...dimensions, 'count', 'state']
  if (header.map(plain).join('\u0000') !== expected.join('\u0000'))
    return refuse('published-unreadable', { problem: `its columns are not ${expected.join(', ')}` })
  return accept(
    lines.map((line, index) => {
      const [count = '', state = ''] = line.slice(dimensions.length)
      return { line: index + 2, labels: line.slice(0, dimensions.length).map(plain), count, state }
    }),
  )
}

const releaseShape = z.strictObject({
  format: z.literal('visavis-release/1'),
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      codes: z.array(z.string()),
      levels: z.array(z.strictObject({ name: z.string(), groups: z.array(z.strictObject({ label: z.string(), codes: z.array(z.string()) })) })),
    }),
  ),
  tables: z.array(z.array(z.string())),
})

export function writeRelease(dimensions: Layout['dimensions'], tables: Layout['tables']): string {
  return `${JSON.stringify({ format: 'visavis-release/1', dimensions, tables })}\n`
}

export function readRelease(text: string): Result<Layout, 'release-unreadable'> {
  try {
    const parsed = releaseShape.safeParse(JSON.parse(text))
    if (parsed.success) return accept(parsed.data)
    return refuse('release-unreadable', { problem: parsed.error.issues[0]?.message ?? 'unknown' })
  } catch {
    return refuse('release-unreadable', { problem: 'it is not JSON' })
  }
}

/** A release that was published before, from its two public files. `name`: how a refusal calls it. */
export function readEarlier(name: string, files: { readonly release: string; readonly published: string }): Result<EarlierRelease> {
  const layout = readRelease(files.release)
  if (!layout.ok) return layout
  const { dimensions, tables } = layout.value
  const names = dimensions.map((dimension) => dimension.name)
  const lines = readLines(files.published, names)
  if (!lines.ok) return lines
  const wrong = lines.value.find(({ count, state }) => !(state === 'withheld' && count === '') && !(state === 'published' && /^\d+$/.test(count)))
  if (wrong) return refuse('published-unreadable', { problem: `line ${wrong.line} is neither a number nor withheld` })
  const cells = lines.value.map(({ labels, count }) => ({ labels, count: count === '' ? undefined : Number(count) }))
  return accept({ name, dimensions, tables, cells })
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
