import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { DIMENSIONS } from '../core/report-lattice.ts'
import { IN, NOT_RECORDED, OUT, type FactCounts } from './release-space.ts'

/** Facts as one release knew them, of its own months. */
export type KnownFacts = { readonly months: readonly string[]; readonly facts: FactCounts }

export type Joined = {
  readonly facts: FactCounts
  /** For each release, in the order given: the dimension that says whether a fact is in its edition; `undefined` when every fact is. */
  readonly editionOf: readonly (string | undefined)[]
}

/** Records of one month by their combination of codes. */
type MonthCounts = ReadonlyMap<string, number>
type Edition = Map<string, MonthCounts>

/**
 * What several releases counted, the earliest first, as one table of facts. Where a later one counted the same months otherwise (a
 * correction), there are two editions, each a dimension of two codes: a fact kept is in both, one that was removed in the first alone, one
 * that was added in the second alone. What an attacker finds by subtracting a report from its correction is then a cell like another.
 */
export function joinEditions(releases: readonly KnownFacts[]): Result<Joined, 'facts-changed'> {
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
  const rows = layer(distinct.map((place) => editions[place] ?? new Map<string, MonthCounts>()))
  const told = distinct.flatMap((place, at) => (rows.some(({ within }) => !within[at]) ? [{ place, at }] : []))
  return accept({
    facts: {
      dimensions,
      editions: told.map(({ place }) => nameOf(place)),
      groups,
      combinations: rows.map(({ codes, within, count }) => ({ codes: [...codes, ...told.map(({ at }) => (within[at] === true ? IN : OUT))], count })),
    },
    editionOf: placeOf.map((place) => (told.some((one) => one.place === first[place]) ? nameOf(first[place] ?? 0) : undefined)),
  })
}

function nameOf(place: number): string {
  return `edition-${place + 1}`
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

function isSame(left: MonthCounts = new Map(), right: MonthCounts = new Map()): boolean {
  return left.size === right.size && [...left].every(([key, count]) => right.get(key) === count)
}

function isSameEdition(left: Edition, right: Edition): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every((month) => isSame(left.get(month), right.get(month)))
}

type Row = { readonly codes: readonly string[]; readonly within: readonly boolean[]; readonly count: number }

/** Of each combination: the records that all editions have, then those that all but the smallest have, and so on. */
function layer(editions: readonly Edition[]): readonly Row[] {
  const counts = editions.map((edition) => new Map([...edition.values()].flatMap((months) => [...months])))
  const keys = new Set(counts.flatMap((edition) => [...edition.keys()]))
  return [...keys].flatMap((key) => {
    const own = counts.map((edition) => edition.get(key) ?? 0)
    const heights = [...new Set(own)].filter((height) => height > 0).sort((left, right) => left - right)
    return heights.map((height, index) => ({
      codes: key.split(SEPARATOR),
      within: own.map((count) => count >= height),
      count: height - (heights[index - 1] ?? 0),
    }))
  })
}
