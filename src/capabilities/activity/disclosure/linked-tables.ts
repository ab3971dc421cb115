/*
 * What is published together and what an attacker may add up: tables over the same finest combinations. One number per combination
 * (`inner`), and each published cell is the sum of some of them. The same set of combinations reached through two tables is one cell.
 */

/** What an attacker who has all that is published must be left with: a table in which the cell is at most `least`, and one in which it is at least `most`. */
export type Protection = { readonly least: number; readonly most: number }

export type Cell = {
  /** One label for each dimension of the release; `TOTAL` where the cell does not distinguish. */
  readonly labels: readonly string[]
  readonly value: number
  /** Indexes into `inner`, ascending. */
  readonly members: Int32Array
  /** Present: the cell is sensitive by itself (a primary), and must be left this uncertain. */
  readonly protection?: Protection
  /** In how many published places this very sum stands; withheld in one, it is withheld in all. */
  readonly places: number
  /**
   * Settled beforehand: `published` by an earlier release, so that it cannot be withheld any more; `withheld`, because an earlier release
   * did, or because no release tells it at all.
   */
  readonly fixed?: 'published' | 'withheld'
  /** Cells that together are this one (its sections, its months), in each way the tables show. */
  readonly parts?: readonly (readonly number[])[]
}

export type LinkedTables = {
  readonly dimensions: readonly string[]
  /** True values, not negative; whole numbers where people are counted. */
  readonly inner: Float64Array
  readonly cells: readonly Cell[]
  /** What is known beside the cells: sums of inner values, with these signs, that do not change. */
  readonly ties: readonly Tie[]
}

export type Tie = readonly (readonly [inner: number, sign: 1 | -1])[]

export const TOTAL = 'Total'

/** One byte per cell of the linked tables: 1 where the number is withheld. */
export type Pattern = Uint8Array

/** What is withheld whatever is chosen: sensitive cells, and those that are settled so. */
export function primaryPattern({ cells }: LinkedTables): Pattern {
  return Uint8Array.from(cells, ({ protection, fixed }) => (fixed === 'withheld' || (protection && fixed !== 'published') ? 1 : 0))
}

/** May be given back. */
export function isSecondary({ protection, fixed }: Cell): boolean {
  return protection === undefined && fixed === undefined
}

export function primariesOf({ cells }: LinkedTables): readonly number[] {
  return cells.flatMap(({ protection }, index) => (protection ? [index] : []))
}

/** Withheld cells that are not sensitive by themselves, counted in each place where they stand. */
export function countSecondary({ cells }: LinkedTables, withheld: Pattern): number {
  return cells.reduce((sum, cell, index) => sum + (withheld[index] && isSecondary(cell) ? cell.places : 0), 0)
}

/** Cells that are the same sum become one; it is sensitive when one of them is, and takes the stricter protection. */
export function mergeCells(cells: readonly Cell[]): readonly Cell[] {
  const merged = new Map<string, Cell>()
  for (const cell of cells) {
    const key = cell.members.join(',')
    const known = merged.get(key)
    merged.set(key, known === undefined ? cell : joinCells(known, cell))
  }
  return [...merged.values()]
}

function joinCells(left: Cell, right: Cell): Cell {
  const places = left.places + right.places
  const both = [left.protection, right.protection].filter((protection) => protection !== undefined)
  if (both.length === 0) return { ...left, places }
  const least = Math.min(...both.map((protection) => protection.least))
  const most = Math.max(...both.map((protection) => protection.most))
  return { ...left, places, protection: { least, most } }
}
