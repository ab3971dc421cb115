import { withOfficerRule } from '../disclosure/index.ts'
import type { CrewOf } from './count-facts.ts'
import { NOT_RECORDED, type FactCounts, type FactSpace } from './release-space.ts'

type OfficerSide = { readonly crews: readonly CrewOf[]; readonly dimensions: FactCounts['dimensions']; readonly threshold: number }

/** Numbers of this release that fewer than three officers made. What an earlier release published is told already. */
export function withFewOfficers(space: FactSpace, { crews, dimensions, threshold }: OfficerSide): FactSpace {
  const at = space.layout.dimensions.map(({ name }) => dimensions.findIndex((dimension) => dimension === name))
  const known = new Map<string, readonly string[] | undefined>()
  for (const { codes, names } of crews) {
    const key = at.map((index) => codes[index] ?? NOT_RECORDED).join(SEPARATOR)
    const before = known.get(key)
    known.set(key, known.has(key) ? before && names && [...before, ...names] : names)
  }
  const keyOf = (inner: number) => space.support.placesOf(inner).map((place, dimension) => space.layout.dimensions[dimension]?.codes[place] ?? '').join(SEPARATOR) // prettier-ignore
  const ruled = withOfficerRule(space.tables, { crews: (inner) => known.get(keyOf(inner)), fewest: FEWEST_OFFICERS, threshold })
  const cells = ruled.cells.map((cell, index) => (cell.fixed === 'published' ? (space.tables.cells[index] ?? cell) : cell))
  return { ...space, tables: { ...ruled, cells } }
}

const SEPARATOR = '\u0000'
/** What fewer did is theirs (formats/disclosure.md, rule 3). */
const FEWEST_OFFICERS = 3
