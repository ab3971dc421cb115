import { z } from 'zod'
import { CODED, type Coded, type Fact } from '../core/fact.ts'
import { FORBIDDEN, forbiddenIn } from '../core/forbidden-columns.ts'
import { ROW_PROBLEMS, type RowProblem } from '../core/map-row.ts'
import { writeCsv } from '../core/write-csv.ts'

const rowsShape = z.number().int().nonnegative()
export const summaryShape = z.strictObject({
  rows: rowsShape,
  accepted: rowsShape,
  refusals: z.array(z.strictObject({ reason: z.enum(ROW_PROBLEMS), column: z.string(), rows: rowsShape })).readonly(),
  /** How many accepted rows do not say it. */
  blanks: z.array(z.strictObject({ field: z.enum([...CODED, 'hour']), rows: rowsShape })).readonly(),
  months: z.array(z.strictObject({ month: z.string(), rows: rowsShape })).readonly(),
  /** Titles of columns that were not read. */
  forbidden: z.array(z.strictObject({ column: z.string(), why: z.enum(FORBIDDEN) })).readonly(),
  ignored: z.array(z.string()).readonly(),
})
/** What became of every row. `months`: of accepted rows, in order. */
export type ReadSummary = z.infer<typeof summaryShape>
export type ImportSummary = ReadSummary & { readonly identical: number }

export type RefusedRow = { readonly file: string; readonly line: number; readonly column: string; readonly reason: RowProblem }

/** Lines of the account that are written together. */
const LINES_AT_ONCE = 20_000

/** Every row of an import, accounted for as it is read. */
export class ImportAccount {
  rows = 0
  accepted = 0
  readonly #refused = new Map<string, { readonly reason: RowProblem; readonly column: string; readonly at: number; rows: number }>()
  readonly #files: string[] = []
  /** Three numbers a refused row: its file, its kind of refusal, its line. However many there are, none is left out. */
  #lines = new Uint32Array(3 * 1024)
  #kept = 0
  readonly #blanks = new Map<Coded | 'hour', number>()
  readonly #months = new Map<string, number>()
  readonly #left = new Set<string>()

  leave(columns: readonly string[]): void {
    for (const column of columns) this.#left.add(column)
  }

  accept(fact: Fact): void {
    this.rows += 1
    this.accepted += 1
    const month = fact.day.slice(0, 7)
    this.#months.set(month, (this.#months.get(month) ?? 0) + 1)
    if (fact.hour === undefined) this.#blank('hour')
    for (const field of CODED) if (fact[field] === undefined) this.#blank(field)
  }

  refuse(row: RefusedRow): void {
    this.rows += 1
    const key = `${row.reason} ${row.column}`
    const total = this.#refused.get(key) ?? { reason: row.reason, column: row.column, at: this.#refused.size, rows: 0 }
    total.rows += 1
    this.#refused.set(key, total)
    if (this.#files.at(-1) !== row.file) this.#files.push(row.file)
    if (3 * this.#kept === this.#lines.length) {
      const larger = new Uint32Array(2 * this.#lines.length)
      larger.set(this.#lines)
      this.#lines = larger
    }
    this.#lines.set([this.#files.length - 1, total.at, row.line], 3 * this.#kept)
    this.#kept += 1
  }

  summary(): ReadSummary {
    const named = [...this.#left].map((column) => ({ column, why: forbiddenIn(column) }))
    return {
      rows: this.rows,
      accepted: this.accepted,
      refusals: [...this.#refused.values()]
        .map(({ reason, column, rows }) => ({ reason, column, rows }))
        .sort((left, right) => right.rows - left.rows),
      blanks: [...this.#blanks].map(([field, rows]) => ({ field, rows })).sort((left, right) => right.rows - left.rows),
      months: [...this.#months].map(([month, rows]) => ({ month, rows })).sort((left, right) => left.month.localeCompare(right.month)),
      forbidden: named.flatMap(({ column, why }) => (why === undefined ? [] : [{ column, why }])),
      ignored: named.flatMap(({ column, why }) => (why === undefined ? [column] : [])),
    }
  }

  /** The first of them, as they stand in the files. */
  firstLines(most: number): readonly RefusedRow[] {
    return this.#rows(0, Math.min(most, this.#kept))
  }

  /** CSV: file, line, column, reason. What was written there is not repeated. */
  refusedLines(): Uint8Array {
    const header = ['file', 'line', 'column', 'reason']
    const parts = [Buffer.from(writeCsv(header, []))]
    for (let from = 0; from < this.#kept; from += LINES_AT_ONCE) {
      const lines = this.#rows(from, Math.min(from + LINES_AT_ONCE, this.#kept)).map(({ file, line, column, reason }) => [file, line, column, reason])
      parts.push(Buffer.from(writeCsv(header, lines)).subarray(parts[0]?.length))
    }
    return Buffer.concat(parts)
  }

  #rows(from: number, to: number): readonly RefusedRow[] {
    const kinds = [...this.#refused.values()]
    return Array.from({ length: to - from }, (_, index) => {
      const [file = 0, kind = 0, line = 0] = this.#lines.subarray(3 * (from + index), 3 * (from + index) + 3)
      return { file: this.#files[file] ?? '', line, column: kinds[kind]?.column ?? '', reason: kinds[kind]?.reason ?? 'row-malformed' }
    })
  }

  #blank(field: Coded | 'hour'): void {
    this.#blanks.set(field, (this.#blanks.get(field) ?? 0) + 1)
  }
}
