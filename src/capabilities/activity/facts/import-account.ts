import { CODED, type Coded, type Fact } from '../core/fact.ts'
import { forbiddenIn, type Forbidden } from '../core/forbidden-columns.ts'
import type { RowProblem } from '../core/map-row.ts'
import { writeCsv } from '../core/write-csv.ts'
import type { MonthOfFacts } from './collect-facts.ts'

export type RefusalTotal = { readonly reason: RowProblem; readonly column: string; readonly rows: number }
export type ImportSummary = {
  readonly rows: number
  readonly accepted: number
  readonly identical: number
  readonly months: readonly MonthOfFacts[]
  readonly refusals: readonly RefusalTotal[]
  /** How many accepted rows do not say it. */
  readonly blanks: readonly { readonly field: Coded | 'hour'; readonly rows: number }[]
  /** Titles of columns that were not read. */
  readonly forbidden: readonly { readonly column: string; readonly why: Forbidden }[]
  readonly ignored: readonly string[]
}

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
  readonly #left = new Set<string>()

  leave(columns: readonly string[]): void {
    for (const column of columns) this.#left.add(column)
  }

  accept(fact: Fact): void {
    this.rows += 1
    this.accepted += 1
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

  summary(): Omit<ImportSummary, 'identical' | 'months'> {
    const named = [...this.#left].map((column) => ({ column, why: forbiddenIn(column) }))
    return {
      rows: this.rows,
      accepted: this.accepted,
      refusals: [...this.#refused.values()].sort((left, right) => right.rows - left.rows),
      blanks: [...this.#blanks].map(([field, rows]) => ({ field, rows })).sort((left, right) => right.rows - left.rows),
      forbidden: named.flatMap(({ column, why }) => (why === undefined ? [] : [{ column, why }])),
      ignored: named.flatMap(({ column, why }) => (why === undefined ? [column] : [])),
    }
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
