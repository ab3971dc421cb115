import { parse, type CsvError } from 'csv-parse'
import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { parse as parseNow } from 'csv-parse/sync'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { faultOfColumns, SourceBroken, type Source, type SourceProblem, type SourceRequest, type SourceRow, unreadable } from './source.ts'
import { readText } from './read-text.ts'

/** A record longer than this is no record of an act: a line of two gigabytes ends here, not in memory. Bytes. */
const LONGEST_RECORD = 100_000
const LONGEST_HEADER = 65_536
const DELIMITERS = [',', ';', '\t', '|'] as const

/** RFC 4180, with the separators that spreadsheets use in France. A line that cannot be taken apart is told, and the next ones are read. */
export async function openCsv({ path, wanted, encoding }: SourceRequest): Promise<Result<Source, SourceProblem>> {
  const header = await readHeader(path, encoding)
  if (!header.ok) return header
  const { columns, delimiter } = header.value
  const fault = faultOfColumns(columns, wanted)
  if (fault) return refuse(fault.code, { column: fault.column })
  return accept({ columns, rows: readRows({ path, wanted, encoding }, { columns, delimiter }) })
}

type Header = { readonly columns: readonly string[]; readonly delimiter: string }

async function readHeader(path: string, encoding: string): Promise<Result<Header, 'file-unreadable' | 'file-empty'>> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0)
    // Cut at the end of a line, so that no sign is cut in two.
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead))
    const line = text.split(/\r?\n|\r/, 1)[0] ?? ''
    if (line.trim() === '') return refuse('file-empty')
    if (line.length >= LONGEST_HEADER / 4 - 1 && !/[\r\n]/.test(text)) return unreadable('endless-line')
    const delimiter = DELIMITERS.reduce((best, next) => (line.split(next).length > line.split(best).length ? next : best))
    const rows: string[][] = parseNow(line, { bom: true, delimiter, relax_quotes: true })
    return accept({ columns: (rows[0] ?? []).map((title) => title.trim()), delimiter })
  } catch {
    return unreadable('no-titles')
  } finally {
    await file.close()
  }
}

async function* readRows({ path, wanted, encoding }: SourceRequest, { columns, delimiter }: Header): AsyncGenerator<SourceRow> {
  const skipped: number[] = []
  // What is not wanted goes no further than here.
  const places = wanted.map((column) => columns.indexOf(column))
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    from: 2,
    max_record_size: LONGEST_RECORD,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error?: CsvError) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') parser.destroy(new SourceBroken('endless-line'))
      else skipped.push(Number(error?.lines ?? 0))
    },
  })
  // An error anywhere ends the parser's own stream, and with it this loop.
  pipeline(Readable.from(readText(path, encoding)), parser, () => undefined)
  try {
    for await (const { record, info } of parser) {
      for (const line of skipped.splice(0)) yield { line, malformed: true }
      yield { line: info.lines, values: places.map((place) => record[place] ?? '') }
    }
  } catch (error) {
    throw error instanceof SourceBroken ? error : new SourceBroken('cut-short')
  }
  for (const line of skipped) yield { line, malformed: true }
}
