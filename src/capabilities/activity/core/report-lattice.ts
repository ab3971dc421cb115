import type { Period } from './report.ts'

/*
 * Which tables a report may have: chosen before the data is seen, and the same for every city. At most three classifying dimensions, the
 * month with at most one other (formats/disclosure.md). Each table has coarser variants; the last resort is to leave it out, and say so.
 */
export const DIMENSIONS = ['month', 'quarter', 'period', 'ground', 'motive', 'result', 'follow_up', 'age', 'sex'] as const
export type ReportDimension = (typeof DIMENSIONS)[number]

/** What of each dimension a table may show instead: sector of a quarter, half of the day, followed or not, and so on. */
export const LEVELS = {
  month: ['trimester', 'year'],
  quarter: ['sector'],
  period: ['half'],
  ground: [],
  motive: [],
  result: ['followed'],
  follow_up: [],
  age: [],
  sex: [],
} as const satisfies Readonly<Record<ReportDimension, readonly string[]>>

/** Names of dimensions or of their levels. */
export type Variant = readonly string[]
export type TablePlan = {
  readonly id: string
  /** Finest first. */
  readonly variants: readonly Variant[]
}

function oneWay(dimension: ReportDimension): TablePlan {
  return { id: dimension, variants: [[dimension], ...LEVELS[dimension].map((level) => [level])] }
}

function twoWay(rows: ReportDimension, columns: ReportDimension): TablePlan {
  const [left, right] = [
    [rows, ...LEVELS[rows]],
    [columns, ...LEVELS[columns]],
  ]
  return { id: `${rows}-${columns}`, variants: left.flatMap((one) => right.map((other) => [one, other])) }
}

const ONE_WAY = (['quarter', 'period', 'ground', 'motive', 'result', 'follow_up', 'age', 'sex'] as const).map(oneWay)

const BY_MONTH = (['quarter', 'result', 'period'] as const).map((dimension): TablePlan => ({
  id: `month-${dimension}`,
  variants: [
    ['month', dimension],
    ...LEVELS[dimension].map((level) => ['month', level]),
    ['trimester', dimension],
    ...LEVELS[dimension].map((level) => ['trimester', level]),
  ],
}))

const TWO_WAY = [twoWay('quarter', 'result'), twoWay('ground', 'result'), twoWay('motive', 'result'), twoWay('age', 'result'), twoWay('sex', 'result'), twoWay('age', 'sex'), twoWay('period', 'result')] // prettier-ignore

/** A month has each dimension alone; a year also crosses them, and follows its months: what a resident asks first comes first. */
export function tablesOf({ kind }: Pick<Period, 'kind'>): readonly TablePlan[] {
  if (kind !== 'year') return ONE_WAY
  return [{ id: 'month', variants: [['month'], ['trimester']] }, ...ONE_WAY, ...BY_MONTH, ...TWO_WAY]
}

export function dimensionOf(name: string): ReportDimension {
  const found = DIMENSIONS.find((dimension) => dimension === name || LEVELS[dimension].some((level) => level === name))
  if (found === undefined) throw new RangeError(`no dimension has ${name}`)
  return found
}

/** Shows its months or quarters one by one; otherwise a table is of its report's whole period. */
export function isTimed(names: Variant): boolean {
  return names.includes('month') || names.includes('trimester')
}
