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

/** Lines of refusals that are kept one by one; beyond, they are still counted. */
const MOST_LINES = 100_000

/** Every row of an import, accounted for as it is read. */
export class ImportAccount {
  rows = 0
  accepted = 0
  readonly #refused = new Map<string, { readonly reason: RowProblem; readonly column: string; rows: number }>()
  readonly #lines: RefusedRow[] = []
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
    const total = this.#refused.get(key) ?? { reason: row.reason, column: row.column, rows: 0 }
    total.rows += 1
    this.#refused.set(key, total)
    if (this.#lines.length < MOST_LINES) this.#lines.push(row)
  }

  summary(): ReadSummary {
    const named = [...this.#left].map((column) => ({ column, why: forbiddenIn(column) }))
    return {
      rows: this.rows,
      accepted: this.accepted,
      refusals: [...this.#refused.values()].sort((left, right) => right.rows - left.rows),
      blanks: [...this.#blanks].map(([field, rows]) => ({ field, rows })).sort((left, right) => right.rows - left.rows),
      months: [...this.#months].map(([month, rows]) => ({ month, rows })).sort((left, right) => left.month.localeCompare(right.month)),
      forbidden: named.flatMap(({ column, why }) => (why === undefined ? [] : [{ column, why }])),
      ignored: named.flatMap(({ column, why }) => (why === undefined ? [column] : [])),
    }
  }

  /** The first of them, as they stand in the files. */
  firstLines(most: number): readonly RefusedRow[] {
    return this.#lines.slice(0, most)
  }

  /** CSV: file, line, column, reason. What was written there is not repeated. */
  refusedLines(): Uint8Array {
    const lines = this.#lines.map(({ file, line, column, reason }) => [file, line, column, reason])
    return new TextEncoder().encode(writeCsv(['file', 'line', 'column', 'reason'], lines))
  }

  #blank(field: Coded | 'hour'): void {
    this.#blanks.set(field, (this.#blanks.get(field) ?? 0) + 1)
  }
}
