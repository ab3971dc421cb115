import type { JoinedPlaces } from '../core/small-places.ts'
import type { CrewOf } from './count-facts.ts'
import type { FactCounts } from './release-space.ts'

/** The same facts, where joined places stand for those that they join. */
export function joinPlaces(facts: FactCounts, joined: JoinedPlaces): FactCounts {
  const at = facts.dimensions.indexOf('quarter')
  const codes = codesOf(joined)
  if (at < 0 || codes.size === 0) return facts
  const counts = new Map<string, { readonly codes: readonly string[]; readonly count: number }>()
  for (const { codes: own, count } of facts.combinations) {
    const moved = own.with(at, codes.get(own[at] ?? '') ?? own[at] ?? '')
    const key = moved.join('\u0000')
    counts.set(key, { codes: moved, count: count + (counts.get(key)?.count ?? 0) })
  }
  const { sector = {}, ...groups } = facts.groups
  const kept = Object.entries(sector).filter(([place]) => !codes.has(place))
  const sectors = Object.entries(joined).map(([code, places]) => [code, sectorOf(code, places, sector)] as const)
  const present = new Set([...counts.values()].map((one) => one.codes[at]))
  return { ...facts, combinations: [...counts.values()], groups: { ...groups, sector: Object.fromEntries([...kept, ...sectors.filter(([code]) => present.has(code))]) } } // prettier-ignore
}

/** The same crews, under the codes of joined places. */
export function joinCrews(crews: readonly CrewOf[], dimensions: FactCounts['dimensions'], joined: JoinedPlaces): readonly CrewOf[] {
  const at = dimensions.indexOf('quarter')
  const codes = codesOf(joined)
  if (at < 0 || codes.size === 0) return crews
  return crews.map((crew) => ({ ...crew, codes: crew.codes.with(at, codes.get(crew.codes[at] ?? '') ?? crew.codes[at] ?? '') }))
}

/** Of each joined place, the code under which it stands. */
function codesOf(joined: JoinedPlaces): ReadonlyMap<string, string> {
  return new Map(Object.entries(joined).flatMap(([code, places]) => places.map((place) => [place, code] as const)))
}

/** That of its places; itself, when they are of none. */
function sectorOf(code: string, places: readonly string[], sector: Readonly<Record<string, string>>): string {
  const own = new Set(places.flatMap((place) => sector[place] ?? []))
  const [only] = own
  return own.size === 1 && only !== undefined && !places.includes(only) ? only : code
}
