import { refuse, type Refused } from '../../../foundation/result.ts'
import type { Values } from '../core/map-row.ts'

export type SourceProblem = 'file-unreadable' | 'column-missing' | 'column-twice' | 'file-empty' | 'format-unknown'

/** What is wrong with a file that cannot be read. */
export type FileFault =
  | 'array-too-large'
  | 'cut-short'
  | 'endless-line'
  | 'no-array'
  | 'no-json'
  | 'no-lines'
  | 'no-parquet'
  | 'no-titles'
  | 'no-workbook'
  | 'sheet-too-wide'
  | 'unpacks-too-much'
  | 'workbook-too-large'
  | 'wrong-encoding'

export function unreadable(fault: FileFault): Refused<'file-unreadable'> {
  return refuse('file-unreadable', { fault })
}

/** A row as it was read: the values of the wanted columns alone, or the news that the line could not be taken apart. */
export type SourceRow = { readonly line: number; readonly values: Values } | { readonly line: number; readonly malformed: true }

/** A file that is open: all its columns by title, and its rows one after the other. Rows end with an error when the file does. */
export type Source = { readonly columns: readonly string[]; readonly rows: AsyncIterable<SourceRow> }

/** Found while rows are being read: the whole file is refused, what was read of it is thrown away. */
export class SourceBroken extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(fault)
    this.fault = fault
  }
}

export type SourceRequest = { readonly path: string; readonly wanted: readonly string[]; readonly encoding: string }

/** Which wanted column is not there, or is there twice. */
export function faultOfColumns(columns: readonly string[], wanted: readonly string[]) {
  for (const name of wanted) {
    const times = columns.filter((column) => column === name).length
    if (times !== 1) return { code: times === 0 ? ('column-missing' as const) : ('column-twice' as const), column: name }
  }
  return undefined
}
