import { dimensionOf, LEVELS, type ReportDimension, type Variant } from '../core/report-lattice.ts'
import type { ToldTable } from '../core/told.ts'
import { quarterOf } from '../core/report.ts'
import {
  keyOf,
  shownBy,
  tabulateSparse,
  TOTAL,
  type Combination,
  type Dimension,
  type Layout,
  type LinkedTables,
  type Support,
} from '../disclosure/index.ts'

/** Facts counted by the finest combination of some dimensions, with the groups above the codes. */
export type FactCounts = {
  readonly dimensions: readonly ReportDimension[]
  readonly combinations: readonly Combination[]
  /** For each level, the group of each code. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** By dimension; one that is absent is the whole. */
export type Labels = Readonly<Record<string, string>>

/** All tables of some releases over the same facts, each cell once. */
export type FactSpace = {
  readonly layout: Layout
  readonly names: CellNames
  readonly tables: LinkedTables
  readonly support: Support
}

export function openFactSpace(facts: FactCounts, tables: readonly ToldTable[]): FactSpace {
  // A month without a fact is a gap: no table has a zero for it.
  const monthAt = facts.dimensions.indexOf('month')
  const present = new Set(facts.combinations.map(({ codes }) => codes[monthAt] ?? ''))
  const layout = layoutOf(facts, tables, [...present].sort())
  const at = layout.dimensions.map(({ name }) => facts.dimensions.findIndex((dimension) => dimension === name))
  const counted = tabulateSparse(layout, facts.combinations.map(({ codes, count }) => ({ codes: at.map((index) => codes[index] ?? ''), count }))) // prettier-ignore
  return { layout, names: new CellNames(layout, counted.tables), ...counted }
}

/** `undefined`: no table of the space has such a cell. */
export function valueIn({ names, tables }: FactSpace, labels: Labels): number | undefined {
  return tables.cells[names.find(labels) ?? -1]?.value
}

/** What stands where a fact says nothing: a code like another. */
export const NOT_RECORDED = 'nr'

/** All dimensions that the tables cross, with the codes that the facts have. Months: those that a release tells. */
export function layoutOf(facts: FactCounts, tables: readonly ToldTable[], months: readonly string[]): Layout {
  const used = new Set<ReportDimension>(['month', ...tables.flatMap(({ names }) => names.map(dimensionOf))])
  const dimensions = facts.dimensions.filter((name) => used.has(name)).map((name) => dimensionFrom(facts, name, months))
  const timed = tables.map(({ names, at }) => (at === undefined ? names : [...names, levelOfTime(at)]))
  return { dimensions, tables: [...new Map(timed.map((table) => [[...table].sort().join(), table])).values()] }
}

function dimensionFrom(facts: FactCounts, name: ReportDimension, months: readonly string[]): Dimension {
  const at = facts.dimensions.indexOf(name)
  const codes = name === 'month' ? [...months] : [...new Set(facts.combinations.map((combination) => combination.codes[at] ?? NOT_RECORDED))].sort()
  const groupOf = (level: string, code: string): string => {
    if (level === 'trimester') return quarterOf(code)
    if (level === 'year') return code.slice(0, 4)
    return facts.groups[level]?.[code] ?? code
  }
  const levels = LEVELS[name].map((level) => {
    const labels = [...new Set(codes.map((code) => groupOf(level, code)))].sort()
    return { name: level, groups: labels.map((label) => ({ label, codes: codes.filter((code) => groupOf(level, code) === label) })) }
  })
  return { name, codes, levels }
}

function levelOfTime(at: string): string {
  if (at.includes('t')) return 'trimester'
  return at.includes('-') ? 'month' : 'year'
}

/** Names of cells in one layout: the same sum has one name, whichever release tells it. */
export class CellNames {
  readonly #layout: Layout
  readonly #names: readonly ReadonlyMap<string, string>[]
  readonly #labels: readonly (readonly string[])[]
  readonly #keys: ReadonlyMap<string, number>

  constructor(layout: Layout, { cells }: LinkedTables) {
    this.#layout = layout
    this.#names = layout.dimensions.map(namesIn)
    this.#labels = cells.map(({ labels }) => labels)
    this.#keys = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  }

  /** `undefined`: no table of the layout has it. */
  find(labels: Labels): number | undefined {
    const key = this.#layout.dimensions.map(({ name }, dimension) => {
      const label = labels[name]
      return label === undefined ? TOTAL : (this.#names[dimension]?.get(label) ?? label)
    })
    return this.#keys.get(keyOf(key))
  }

  /** As the layout names it. */
  labelsOf(cell: number): Labels {
    const labels = this.#labels[cell] ?? []
    return Object.fromEntries(this.#layout.dimensions.flatMap(({ name }, at) => (labels[at] === TOTAL ? [] : [[name, labels[at] ?? '']])))
  }

  /** All cells that the table tells, with the labels that it gives them. */
  cellsOf({ names, at }: ToldTable): readonly { readonly cell: number; readonly labels: Labels }[] {
    const lists = this.#layout.dimensions.map((dimension) => {
      if (dimension.name === 'month' && at !== undefined) return [at]
      return labelsFrom(names, dimension)
    })
    const choices = lists.reduce<readonly (readonly (string | undefined)[])[]>(
      (rows, list) => rows.flatMap((row) => list.map((label) => [...row, label])),
      [[]],
    )
    return choices.flatMap((choice) => {
      const labels = Object.fromEntries(
        this.#layout.dimensions.flatMap(({ name }, dimension) => {
          const label = choice[dimension]
          return label === undefined ? [] : [[name, label] as const]
        }),
      )
      const cell = this.find(labels)
      return cell === undefined ? [] : [{ cell, labels }]
    })
  }
}

/** Each label of a dimension → the one name of that sum. */
function namesIn(dimension: Dimension): ReadonlyMap<string, string> {
  const shown = new Map(shownBy([dimension.name], dimension).nodes.map(({ label, places }) => [places.join(), label]))
  const place = (code: string) => dimension.codes.indexOf(code)
  const groups = [...dimension.codes.map((code) => ({ label: code, codes: [code] })), ...dimension.levels.flatMap((level) => level.groups)]
  return new Map(
    groups.map(({ label, codes }) => [
      label,
      shown.get(
        codes
          .map(place)
          .sort((left, right) => left - right)
          .join(),
      ) ?? label,
    ]),
  )
}

/** The labels that a table shows of a dimension: those of its level and of the ones above, and the whole (`undefined`). A group that holds all is the whole. */
function labelsFrom(names: Variant, dimension: Dimension): readonly (string | undefined)[] {
  const all = [{ name: dimension.name, groups: dimension.codes.map((code) => ({ label: code, codes: [code] })) }, ...dimension.levels]
  const from = all.findIndex(({ name }) => names.includes(name))
  return from < 0
    ? [undefined]
    : [
        ...new Set(
          all
            .slice(from)
            .flatMap(({ groups }, above) =>
              groups.filter(({ codes }) => above === 0 || codes.length < dimension.codes.length).map(({ label }) => label),
            ),
        ),
        undefined,
      ]
}
