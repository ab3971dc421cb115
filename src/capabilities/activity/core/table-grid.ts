import type { Language } from '../../../foundation/wording.ts'
import { periodWords } from './period-words.ts'
import { dimensionOf } from './report-lattice.ts'
import type { PublishedReport, PublishedTable } from './published-report.ts'

export type GridRow = {
  readonly code: string
  readonly label: string
  readonly level: string
  readonly counts: readonly (number | null | undefined)[]
  /** A month of the period without any data: neither zero nor withheld. */
  readonly isGap?: true
  /** From this month on, something is recorded otherwise than before. */
  readonly isChanged?: true
}
export type Grid = { readonly columns: readonly string[]; readonly rows: readonly GridRow[] }
export type GridWords = { readonly language: Language; /** The word for the whole. */ readonly whole: string }

/**
 * A table as people read it: its first dimension down, its second across, the whole last. A count is `null` when it is withheld, and
 * `undefined` where the table has no such cell.
 */
export function gridOf(report: PublishedReport, table: PublishedTable, { language, whole }: GridWords): Grid {
  const [down, across] = table.names.map(dimensionOf)
  const counts = new Map(table.cells.map(({ labels, count }) => [`${labels[down ?? ''] ?? ''} ${labels[across ?? ''] ?? ''}`, count]))
  const membersOf = (name: string | undefined) => {
    const used = new Set(table.cells.map(({ labels }) => labels[name ?? '']))
    const members = report.dimensions.find((dimension) => dimension.name === name)?.members ?? []
    return members.filter(({ code }) => used.has(code)).map(({ code, label, level }) => ({ code, label: label[language], level }))
  }
  const all = { code: '', label: whole, level: '' }
  const columns = across === undefined ? [all] : [...membersOf(across), all]
  const rows = [...membersOf(down), all].map(({ code, label, level }) => ({
    code,
    label,
    level,
    counts: columns.map((column) => counts.get(`${code} ${column.code}`)),
  }))
  return {
    columns: columns.map(({ label }) => label),
    rows: table.names[0] === 'month' ? withMonths(rows, report, { language, columns: columns.length }) : rows,
  }
}

/** Every month of the period has its row, also one of which nothing is known; and a month from which on something is recorded otherwise is marked. */
function withMonths(
  rows: readonly GridRow[],
  { gaps, changes = [] }: PublishedReport,
  { language, columns }: { readonly language: Language; readonly columns: number },
): readonly GridRow[] {
  const changed = new Set(changes.map(({ month }) => month))
  const isMonth = ({ level }: GridRow) => level === 'month'
  const empty = gaps.map((month): GridRow => ({
    code: month,
    label: periodWords(month, language),
    level: 'month',
    counts: Array.from({ length: columns }, () => undefined),
    isGap: true,
  }))
  const months = [...rows.filter(isMonth), ...empty].sort((left, right) => left.code.localeCompare(right.code))
  const marked = months.map((row): GridRow => (changed.has(row.code) ? { ...row, isChanged: true } : row))
  return [...marked, ...rows.filter((row) => !isMonth(row))]
}
