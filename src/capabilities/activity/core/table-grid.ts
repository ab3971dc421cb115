import type { Language } from '../../../foundation/wording.ts'
import { dimensionOf } from './report-lattice.ts'
import type { PublishedReport, PublishedTable } from './published-report.ts'

export type GridRow = {
  readonly code: string
  readonly label: string
  readonly level: string
  readonly counts: readonly (number | null | undefined)[]
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
  const rows = [...membersOf(down), all]
  return {
    columns: columns.map(({ label }) => label),
    rows: rows.map(({ code, label, level }) => ({ code, label, level, counts: columns.map((column) => counts.get(`${code} ${column.code}`)) })),
  }
}
