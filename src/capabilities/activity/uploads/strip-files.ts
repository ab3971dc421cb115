import { isUtf8 } from 'node:buffer'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { ColumnCensus, isUsable, type ColumnProfile } from '../core/column-census.ts'
import { forbiddenIn, type Forbidden } from '../core/forbidden-columns.ts'
import { openSource } from '../sources/open-source.ts'
import { SourceBroken, type Source } from '../sources/source.ts'
import type { LEFT_REASONS } from './upload.ts'

/** `path`: as it came; `stripped`: where the columns that may be kept go, one JSON object a line. */
export type RawFile = { readonly name: string; readonly path: string; readonly stripped: string }
export type LeftColumn = { readonly column: string; readonly why: (typeof LEFT_REASONS)[number] }
export type Stripped = {
  readonly columns: readonly ColumnProfile[]
  readonly left: readonly LeftColumn[]
  readonly preview: readonly (readonly string[])[]
  readonly rows: readonly number[]
}
type Tell = (rows: number) => void

const PREVIEW_ROWS = 5

/**
 * Reads files twice. First: which columns are in all of them, are not forbidden, and are dates, hours or short lists. Then: those
 * columns alone are written, each row on the line where it was found. Whatever else was in the files goes no further.
 */
export async function stripFiles(files: readonly RawFile[], tell: Tell): Promise<Result<Stripped, 'file-refused'>> {
  const encodings = await Promise.all(files.map(({ path }) => encodingOf(path)))
  const opened = files.map((file, index) => ({ ...file, encoding: encodings[index] ?? 'utf-8' }))
  const sorted = await sortColumns(opened)
  if (!sorted.ok) return sorted
  const { kept, left } = sorted.value
  const censuses = kept.map((column) => new ColumnCensus(column))
  const rows: number[] = []
  const preview: (readonly string[])[] = []
  for (const file of opened) {
    const counted = await eachRow({ ...file, wanted: kept }, (values) => {
      for (const [index, census] of censuses.entries()) census.add(values[index] ?? '')
      if (preview.length < PREVIEW_ROWS) preview.push(values)
    }, (done) => tell(rows.reduce((sum, one) => sum + one, 0) + done)) // prettier-ignore
    if (!counted.ok) return counted
    rows.push(counted.value)
  }
  const profiles = censuses.map((census) => census.profile())
  const columns = profiles.filter(isUsable)
  const useless = profiles.filter((profile) => !isUsable(profile))
  for (const file of opened) {
    const written = await writeStripped({ ...file, wanted: columns.map(({ column }) => column) })
    if (!written.ok) return written
  }
  const places = columns.map(({ column }) => kept.indexOf(column))
  return accept({
    columns,
    left: [...left, ...useless.map(({ column, values }): LeftColumn => ({ column, why: values === null ? 'too-many-values' : 'empty' }))],
    preview: preview.map((values) => places.map((place) => values[place] ?? '')),
    rows,
  })
}

type Opened = RawFile & { readonly encoding: string }
type Wanting = Opened & { readonly wanted: readonly string[] }

/** Text without a mark is UTF-8 or, where it is not, what Windows writes in France. */
async function encodingOf(path: string): Promise<string> {
  const bytes = await readFile(path)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

async function sortColumns(
  files: readonly Opened[],
): Promise<Result<{ readonly kept: readonly string[]; readonly left: readonly LeftColumn[] }, 'file-refused'>> {
  const titles: (readonly string[])[] = []
  for (const file of files) {
    const source = await open({ ...file, wanted: [] })
    if (!source.ok) return source
    titles.push(source.value.columns)
  }
  const kept: string[] = []
  const left: LeftColumn[] = []
  for (const column of new Set(titles.flat().filter((title) => title !== ''))) {
    const why = forbiddenIn(column) ?? misplaced(column, titles)
    if (why === undefined) kept.push(column)
    else left.push({ column, why })
  }
  return accept({ kept, left })
}

function misplaced(column: string, titles: readonly (readonly string[])[]): Exclude<LeftColumn['why'], Forbidden> | undefined {
  const times = titles.map((list) => list.filter((title) => title === column).length)
  if (times.some((count) => count > 1)) return 'twice'
  return times.includes(0) ? 'not-everywhere' : undefined
}

async function open({ name, path, encoding, wanted }: Wanting): Promise<Result<Source, 'file-refused'>> {
  const source = await openSource({ path, wanted, encoding })
  return source.ok ? source : refuse('file-refused', { file: name, reason: source.code, ...source.evidence })
}

/** How many rows there were, those that could not be taken apart too. */
async function eachRow(file: Wanting, use: (values: readonly string[]) => void, tell: Tell): Promise<Result<number, 'file-refused'>> {
  const source = await open(file)
  if (!source.ok) return source
  return whole(file, async () => {
    let rows = 0
    for await (const row of source.value.rows) {
      rows += 1
      if (rows % 5000 === 0) tell(rows)
      if ('values' in row) use(row.values)
    }
    return rows
  })
}

async function writeStripped(file: Wanting): Promise<Result<number, 'file-refused'>> {
  const source = await open(file)
  if (!source.ok) return source
  return whole(file, async () => {
    await pipeline(Readable.from(strippedLines(source.value, file.wanted)), createWriteStream(file.stripped, { mode: 0o600 }))
    return 0
  })
}

async function whole(file: RawFile, work: () => Promise<number>): Promise<Result<number, 'file-refused'>> {
  try {
    return accept(await work())
  } catch (error) {
    if (error instanceof SourceBroken) return refuse('file-refused', { file: file.name, reason: 'file-unreadable', fault: error.fault })
    throw error
  }
}

/** Far below what the reader of such lines takes. */
const LONGEST = 50_000
const PIECE = 65_536

/** A row that could not be taken apart stays one: its values are lists, which are no values. */
async function* strippedLines({ rows }: Source, columns: readonly string[]): AsyncGenerator<string> {
  const torn = JSON.stringify(Object.fromEntries(columns.map((column) => [column, []])))
  let next = 1
  let piece = ''
  for await (const row of rows) {
    const values = 'values' in row ? row.values : undefined
    const written = values === undefined ? torn : JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, values[index] ?? ''])))
    piece += `${'\n'.repeat(Math.max(0, row.line - next))}${written.length > LONGEST ? torn : written}\n`
    next = Math.max(row.line, next) + 1
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
