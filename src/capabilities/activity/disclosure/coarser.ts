import { type Dimension, type Table } from './layout.ts'

/** A table and the coarser ones that may stand in its place, finest first. `variant` past the last: it is left out. */
export type Choice = { readonly variants: readonly Table[]; readonly variant: number }

/** A table with each of its dimensions at its own level, then at those above: the declared hierarchies, and nothing else. */
export function variantsOf(table: Table, dimensions: readonly Dimension[]): readonly Table[] {
  const ladders = table.map((name) => {
    const all = dimensions.map((dimension) => [dimension.name, ...dimension.levels.map((level) => level.name)]).find((names) => names.includes(name))
    return all === undefined ? [name] : all.slice(all.indexOf(name))
  })
  const steps = ladders.reduce<readonly (readonly number[])[]>(
    (rows, ladder) => rows.flatMap((row) => [...ladder.keys()].map((at) => [...row, at])),
    [[]],
  )
  const height = (row: readonly number[]) => row.reduce((sum, at) => sum + at, 0)
  return [...steps].sort((left, right) => height(left) - height(right)).map((row) => row.map((at, index) => ladders[index]?.[at] ?? ''))
}

export function tableOf({ variants, variant }: Choice): Table | undefined {
  return variants[variant]
}

/**
 * How many cells of a release may be sensitive, or withheld, before its tables are made coarser (formats/disclosure.md, pipeline c): a share,
 * and a few at least, for one cell of a release of seven is 14 % already.
 */
export function mostCells(cells: number, { share, few }: { readonly share: number; readonly few: number }): number {
  return Math.max(share * cells, few)
}

/** Three cells sensitive and six withheld are no reason to take a small table from its readers. */
export const FEW_SENSITIVE = 3
export const FEW_WITHHELD = 6

/** The table in which the share is largest, one step coarser; `undefined` when no table has any of it. */
export function makeCoarser<One extends Choice>(choices: readonly One[], shareOf: (choice: One) => number): readonly One[] | undefined {
  const shares = choices.map((choice) => (tableOf(choice) === undefined ? 0 : shareOf(choice)))
  const worst = Math.max(0, ...shares)
  if (worst === 0) return undefined
  const at = shares.indexOf(worst)
  return choices.map((choice, index) => (index === at ? { ...choice, variant: choice.variant + 1 } : choice))
}
