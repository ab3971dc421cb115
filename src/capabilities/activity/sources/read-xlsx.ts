import { unzipSync, zipSync, type Unzipped } from 'fflate'
import { readFile, stat } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { faultOfColumns, type Source, type SourceProblem, type SourceRequest, type SourceRow, unreadable } from './source.ts'

/** A workbook is read whole. What is larger is saved as CSV. */
const LARGEST = 40_000_000
const MOST_UNPACKED = 100_000_000
const MOST_PARTS = 2000
/** Rows times columns: a single cell at the far corner would ask for the whole rectangle. */
const MOST_CELLS = 20_000_000

/** ISO/IEC 29500 workbook, its first sheet: titles in the first row. Formulas are not computed: the value that was saved is read. */
export async function openXlsx({ path, wanted }: SourceRequest): Promise<Result<Source, SourceProblem>> {
  if ((await stat(path)).size > LARGEST) return unreadable('workbook-too-large')
  const parts = unpack(await readFile(path))
  if (!parts.ok) return parts
  const wide = Object.entries(parts.value).some(([name, bytes]) => name.startsWith('xl/worksheets/') && cellsOf(bytes) > MOST_CELLS)
  if (wide) return unreadable('sheet-too-wide')
  const rows = await readSheet(Buffer.from(zipSync(parts.value, { level: 0 }))).catch(() => undefined)
  if (rows === undefined) return unreadable('no-workbook')
  const [titles, ...lines] = rows.map((row) => row.map((value) => textOf(value)))
  if (titles === undefined) return refuse('file-empty')
  const fault = faultOfColumns(titles, wanted)
  if (fault) return refuse(fault.code, { column: fault.column })
  return accept({ columns: titles, rows: pick(lines, wanted.map((name) => titles.indexOf(name))) }) // prettier-ignore
}

/** What a part says of its own size bounds what is unpacked of it: a part that lies is cut short, and then is no XML. */
function unpack(bytes: Uint8Array): Result<Unzipped, 'file-unreadable'> {
  let [size, count] = [0, 0]
  const filter = ({ originalSize }: { readonly originalSize: number }) => {
    size += originalSize
    count += 1
    if (size > MOST_UNPACKED || count > MOST_PARTS) throw new RangeError('too much')
    return true
  }
  try {
    return accept(unzipSync(bytes, { filter }))
  } catch (error) {
    return unreadable(error instanceof RangeError ? 'unpacks-too-much' : 'no-workbook')
  }
}

/** Rows times columns that the sheet's references ask for. */
function cellsOf(sheet: Uint8Array): number {
  let [columns, rows] = [0, 0]
  for (const [, letters = '', number = ''] of new TextDecoder().decode(sheet).matchAll(/\br="([A-Z]{0,4})(\d{1,9})"/g)) {
    columns = Math.max(columns, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)) // prettier-ignore
    rows = Math.max(rows, Number(number))
  }
  return columns * rows
}

async function* pick(lines: readonly (readonly string[])[], at: readonly number[]): AsyncGenerator<SourceRow> {
  for (const [index, line] of lines.entries())
    if (line.some((text) => text !== '')) yield { line: index + 2, values: at.map((column) => line[column] ?? '') }
}

/** A date is written as ISO 8601 says, without a time when it has none; a time alone as `14:30`. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value).trim()
  const [day = '', time = ''] = value.toISOString().split('T')
  const clock = time.slice(0, 5)
  if (value.getUTCFullYear() < 1900) return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}
