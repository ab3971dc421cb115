import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { DIMENSIONS } from '../core/report-lattice.ts'
import { NOT_RECORDED, type FactCounts } from './release-space.ts'

/** Facts as one release knew them, of its own months. */
export type KnownFacts = { readonly months: readonly string[]; readonly facts: FactCounts }

export type Editions = {
  /** Facts of all months together, as they were known at one time; over the same dimensions and groups. */
  readonly editions: readonly FactCounts[]
  /** Of each release, in the order given: the place of its edition. */
  readonly editionOf: readonly number[]
}

/** Records of one month by their combination of codes. */
type MonthCounts = ReadonlyMap<string, number>
type Edition = Map<string, MonthCounts>

/**
 * What several releases counted, the earliest first. Releases that agree on the months that they share are of one edition; one that counted
 * such a month otherwise, a correction, begins another.
 */
export function editionsOf(releases: readonly KnownFacts[]): Result<Editions, 'facts-changed'> {
  const dimensions = DIMENSIONS.filter((name) => releases.some(({ facts }) => facts.dimensions.includes(name)))
  const groups = joinGroups(releases)
  if (groups === undefined) return refuse('facts-changed', { groups: true })
  const editions: Edition[] = []
  const placeOf: number[] = []
  for (const { months, facts } of releases) {
    const own = countByMonth({ months, facts }, dimensions)
    const last = editions.at(-1)
    const isOther = months.some((month) => last?.has(month) === true && !isSame(last.get(month), own.get(month)))
    const edition: Edition = last !== undefined && !isOther ? last : new Map(last)
    if (edition !== last) editions.push(edition)
    for (const month of months) edition.set(month, own.get(month) ?? new Map())
    placeOf.push(editions.length - 1)
  }
  // Months that an edition did not tell are as the next one that told them.
  for (const [place, edition] of [...editions.entries()].reverse()) {
    for (const [month, counts] of editions[place + 1] ?? []) if (!edition.has(month)) edition.set(month, counts)
  }
  const first = editions.map((edition) => editions.findIndex((other) => isSameEdition(edition, other)))
  const distinct = [...new Set(first)]
  return accept({
    editions: distinct.map((place) => ({ dimensions, groups, combinations: combinationsOf(editions[place] ?? new Map<string, MonthCounts>()) })),
    editionOf: placeOf.map((place) => distinct.indexOf(first[place] ?? 0)),
  })
}

/** A code in two groups of one level: two releases cannot be told together. */
function joinGroups(releases: readonly KnownFacts[]): FactCounts['groups'] | undefined {
  const joined: Record<string, Record<string, string>> = {}
  for (const [level, groups] of releases.flatMap(({ facts }) => Object.entries(facts.groups))) {
    const known = (joined[level] ??= {})
    for (const [code, group] of Object.entries(groups)) {
      if ((known[code] ?? group) !== group) return undefined
      known[code] = group
    }
  }
  return joined
}

const SEPARATOR = '\u0000'

function countByMonth({ months: asked, facts }: KnownFacts, dimensions: FactCounts['dimensions']): Edition {
  const at = dimensions.map((name) => facts.dimensions.indexOf(name))
  const monthAt = dimensions.indexOf('month')
  const months = new Map<string, Map<string, number>>()
  for (const { codes, count } of facts.combinations) {
    const own = at.map((index) => codes[index] ?? NOT_RECORDED)
    const [month, key] = [own[monthAt] ?? '', own.join(SEPARATOR)]
    if (!asked.includes(month)) continue
    const counts = months.get(month) ?? new Map<string, number>()
    months.set(month, counts.set(key, (counts.get(key) ?? 0) + count))
  }
  return months
}

function combinationsOf(edition: Edition): FactCounts['combinations'] {
  return [...edition.values()].flatMap((counts) => [...counts].map(([key, count]) => ({ codes: key.split(SEPARATOR), count })))
}

function isSame(left: MonthCounts = new Map(), right: MonthCounts = new Map()): boolean {
  return left.size === right.size && [...left].every(([key, count]) => right.get(key) === count)
}

function isSameEdition(left: Edition, right: Edition): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every((month) => isSame(left.get(month), right.get(month)))
}
