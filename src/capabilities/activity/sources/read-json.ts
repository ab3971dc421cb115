import { readFile, stat } from 'node:fs/promises'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { readLines, type NumberedLine } from './read-text.ts'
import { faultOfColumns, type Source, type SourceProblem, type SourceRequest, type SourceRow, unreadable } from './source.ts'

/** A JSON array is read whole. What is larger is written one object a line (NDJSON), or as CSV. */
const LARGEST_ARRAY = 64_000_000
const LONGEST_LINE = 100_000

/** RFC 8259: an array of flat objects. */
export async function openJson({ path, wanted }: SourceRequest): Promise<Result<Source, SourceProblem>> {
  if ((await stat(path)).size > LARGEST_ARRAY) return unreadable('array-too-large')
  const objects = readArray(await readFile(path))
  if (!objects.ok) return objects
  const columns = titlesOf(objects.value)
  const fault = faultOfColumns(columns, wanted)
  if (fault) return refuse(fault.code, { column: fault.column })
  return accept({ columns, rows: rowsOfArray(objects.value, wanted) })
}

function readArray(bytes: Uint8Array): Result<readonly unknown[], 'file-unreadable' | 'file-empty'> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(json)) return unreadable('no-array')
    return json.length === 0 ? refuse('file-empty') : accept(json)
  } catch {
    return unreadable('no-json')
  }
}

async function* rowsOfArray(objects: readonly unknown[], wanted: readonly string[]): AsyncGenerator<SourceRow> {
  for (const [index, object] of objects.entries()) yield rowOf(object, index + 1, wanted)
}

/** One object a line. A line that is none is told, and the next ones are read. */
export async function openNdjson({ path, wanted }: SourceRequest): Promise<Result<Source, SourceProblem>> {
  const read = await readNames(path)
  if (read === undefined) return unreadable('no-lines')
  if (read.lines === 0) return refuse('file-empty')
  const columns = [...read.names]
  const fault = faultOfColumns(columns, wanted)
  if (fault) return refuse(fault.code, { column: fault.column })
  return accept({ columns, rows: rowsOfLines(path, wanted) })
}

async function* rowsOfLines(path: string, wanted: readonly string[]): AsyncGenerator<SourceRow> {
  for await (const { text, line } of openLines(path)) yield rowOf(parseLine(text), line, wanted)
}

async function* openLines(path: string): AsyncGenerator<NumberedLine, undefined> {
  for await (const line of readLines(path, 'utf-8', LONGEST_LINE)) if (line.text.trim() !== '') yield line
  return undefined
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The names of every line, before all of them are read for their values. A line that ends the reading ends it for the names, too. */
async function readNames(path: string): Promise<{ readonly names: ReadonlySet<string>; readonly lines: number } | undefined> {
  const names = new Set<string>()
  let lines = 0
  try {
    for await (const { text } of openLines(path)) {
      for (const name of titlesOf([parseLine(text)])) names.add(name)
      lines += 1
    }
  } catch {
    return lines === 0 ? undefined : { names, lines }
  }
  return { names, lines }
}

/** Each name that any of them has, in the order in which they come: exports leave out what is empty. */
function titlesOf(objects: readonly unknown[]): readonly string[] {
  const isFlat = (object: unknown): object is object => typeof object === 'object' && object !== null && !Array.isArray(object)
  return [...new Set(objects.filter(isFlat).flatMap((object) => Object.keys(object)))]
}

/** A flat object: a value that is itself a list or an object is no value of an act. */
function rowOf(object: unknown, line: number, wanted: readonly string[]): SourceRow {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return { line, malformed: true }
  const fields = new Map<string, unknown>(Object.entries(object))
  const values = wanted.map((name) => fields.get(name))
  if (values.some((value) => typeof value === 'object' && value !== null)) return { line, malformed: true }
  return { line, values: values.map((value) => (value === undefined || value === null ? '' : String(value))) }
}
