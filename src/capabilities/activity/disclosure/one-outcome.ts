import { TOTAL, type Cell, type LinkedTables } from './linked-tables.ts'

export type OutcomeRule = {
  /** Name of the dimension. */
  readonly outcome: string
  /** Rows of at least so many persons may share one outcome. */
  readonly persons: number
}

/**
 * A row whose persons all came to the same end tells it of each of them (formats/disclosure.md, rule 2). The attacker must be left with a
 * table in which somebody of the row ended otherwise: the row's other outcome that is most frequent in all must be possible.
 */
export function withOneOutcomeRule(tables: LinkedTables, { outcome, persons }: OutcomeRule): LinkedTables {
  const at = tables.dimensions.indexOf(outcome)
  if (at < 0) return tables
  const others = (parts: Cell['parts'] = [], label: string | undefined) =>
    parts.filter((part) => part.some((one) => tables.cells[one]?.labels[at] !== label))
  const finer = new Set(
    tables.cells.flatMap(({ labels, parts }) => (labels[at] === TOTAL ? [] : others(parts, labels[at]).flatMap((part) => [...part]))),
  )
  // At its finest, and again at its coarsest: that all of a row were followed by something says of each that it was not nothing.
  const rows = new Map<string, number[]>()
  for (const [index, { labels, parts, fixed }] of tables.cells.entries()) {
    if (labels[at] === TOTAL || fixed !== undefined) continue
    const levels = [...(others(parts, labels[at]).length === 0 ? ['finest'] : []), ...(finer.has(index) ? [] : ['coarsest'])]
    for (const level of levels) {
      const key = [level, ...labels.with(at, TOTAL)].join('\u0000')
      rows.set(key, [...(rows.get(key) ?? []), index])
    }
  }
  const frequency = new Map<string, number>()
  for (const { labels, value } of tables.cells) frequency.set(labels[at] ?? '', Math.max(value, frequency.get(labels[at] ?? '') ?? 0))
  const doubted = new Set<number>()
  for (const row of rows.values()) {
    const [full, empty] = [row.filter((cell) => (tables.cells[cell]?.value ?? 0) > 0), row.filter((cell) => tables.cells[cell]?.value === 0)]
    if (full.length !== 1 || (tables.cells[full[0] ?? 0]?.value ?? 0) >= persons) continue
    const other = empty.sort((left, right) => often(tables.cells[right], at, frequency) - often(tables.cells[left], at, frequency))[0]
    if (other !== undefined) doubted.add(other)
  }
  return { ...tables, cells: tables.cells.map((cell, index) => (doubted.has(index) ? { ...cell, protection: { least: 0, most: 1 } } : cell)) }
}

function often(cell: Cell | undefined, at: number, frequency: ReadonlyMap<string, number>): number {
  return frequency.get(cell?.labels[at] ?? '') ?? 0
}
