import { dimensionOf, type ReportDimension } from '../core/report-lattice.ts'
import type { PublishedCell, PublishedReport, PublishedTable } from '../core/published-report.ts'
import { differencesBetween } from '../core/differences.ts'
import { writeCsv } from '../core/write-csv.ts'

/** The dimensions that a table crosses, in its order. */
export function dimensionsOf({ names }: PublishedTable): readonly ReportDimension[] {
  return names.map(dimensionOf)
}

/** What stands in a column of a dimension that the cell does not distinguish. */
export const WHOLE = 'total'

export type LongRow = { readonly labels: readonly { readonly code: string; readonly word: string }[]; readonly count: number | null }

/** Each cell with its codes and French words, in the order of the table's dimensions. */
export function longRows(report: PublishedReport, table: PublishedTable): readonly LongRow[] {
  const words = new Map(report.dimensions.flatMap(({ name, members }) => members.map(({ code, label }) => [`${name} ${code}`, label.fr])))
  const rowOf = ({ labels, count }: PublishedCell): LongRow => ({
    count,
    labels: dimensionsOf(table).map((name) => {
      const code = labels[name] ?? WHOLE
      return { code, word: words.get(`${name} ${code}`) ?? (code === WHOLE ? 'Total' : code) }
    }),
  })
  return table.cells.map(rowOf)
}

/** What changed since the version before: one line a number. */
export function differencesCsv(before: PublishedReport, after: PublishedReport): string {
  const place = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([name, code]) => `${name}=${code}`).join(' ') // prettier-ignore
  const rows = differencesBetween(before, after).map((one) => [one.table, place(one.labels), one.before ?? '', one.after ?? ''])
  return writeCsv(['tableau', 'ligne', `version_${before.version}`, `version_${after.version}`], rows)
}

/** Titles of its CSV. */
export function columnsOf(table: PublishedTable): readonly string[] {
  return ['periode', ...dimensionsOf(table).flatMap((name) => [name, `${name}_libelle`]), 'nombre', 'etat']
}

/** One line a cell: period, then a code and a word for each dimension, the number or nothing, and its state. */
export function tableCsv(report: PublishedReport, table: PublishedTable): string {
  const rows = longRows(report, table).map(({ labels, count }) => [
    report.period.name,
    ...labels.flatMap(({ code, word }) => [code, word]),
    count ?? '',
    count === null ? 'retenu' : 'publie',
  ])
  return writeCsv(columnsOf(table), rows)
}
