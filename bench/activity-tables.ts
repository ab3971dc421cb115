import { dimensionOf, isTimed, tablesOf } from '../src/capabilities/activity/core/report-lattice.ts'
import { parsePeriod } from '../src/capabilities/activity/core/report.ts'
import { tabulateSparse } from '../src/capabilities/activity/disclosure/index.ts'
import { layoutOf, type FactCounts } from '../src/capabilities/activity/reports/release-space.ts'

/** Every table of a yearly report, as far as the facts have its dimensions, summed from their combinations. `months`: those that were counted. */
export function tabulateYear(counted: FactCounts, year: string, months: readonly string[]) {
  const plans = tablesOf(parsePeriod(year) ?? { kind: 'year', name: '', year: '', months: [] }).map(({ variants }) => variants[0] ?? [])
  const told = plans.filter((names) => names.every((name) => counted.dimensions.includes(dimensionOf(name))))
  const layout = layoutOf(counted, told.map((names) => ({ names, ...(isTimed(names) ? {} : { at: year }) })), months) // prettier-ignore
  const at = layout.dimensions.map(({ name }) => counted.dimensions.findIndex((one) => one === name))
  const combinations = counted.combinations.map(({ codes, count }) => ({ codes: at.map((index) => codes[index] ?? ''), count }))
  return { told, tabulated: tabulateSparse({ ...layout, tables: told }, combinations) }
}
