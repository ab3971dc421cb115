/*
 * No area of fewer than 2,000 residents stands alone in a published table (formats/disclosure.md). Places are joined by what is known of
 * their residents, before any act is looked at.
 */
export const FEWEST_RESIDENTS = 2000
const JOINED = 'small'

export type Place = {
  readonly code: string
  /** `undefined`: the city does not say. Such a place is shown as it is. */
  readonly residents: number | undefined
  /** Of which it is a part; itself, when of none. */
  readonly sector: string
}
/** Code of the joined place → codes of those that it joins. */
export type JoinedPlaces = Readonly<Record<string, readonly string[]>>

/**
 * Within each sector, so that sectors stay whole: the small ones together, with the next larger ones until they are enough, and last with
 * one of which the city says nothing. A sector of a single quarter is an area that the city drew: it stays.
 */
export function joinSmallPlaces(places: readonly Place[]): JoinedPlaces {
  const isAlone = ({ code, sector }: Place) => code === sector
  const sectors = new Map<string, readonly Place[]>()
  for (const place of places) {
    const name = isAlone(place) ? '' : place.sector
    sectors.set(name, [...(sectors.get(name) ?? []), place])
  }
  const joined = [...sectors].flatMap(([sector, members]) => {
    const codes = joinWithin(members)
    return codes.length < 2 ? [] : [[sector === '' ? JOINED : `${JOINED}-${sector}`, codes] as const]
  })
  return Object.fromEntries(joined)
}

function joinWithin(members: readonly Place[]): readonly string[] {
  const known = members.flatMap(({ code, residents }) => (residents === undefined ? [] : [{ code, residents }]))
  const bySize = [...known].sort((left, right) => left.residents - right.residents || left.code.localeCompare(right.code))
  const small = bySize.filter(({ residents }) => residents < FEWEST_RESIDENTS)
  if (small.length === 0) return []
  const codes = small.map(({ code }) => code)
  let sum = small.reduce((total, { residents }) => total + residents, 0)
  for (const { code, residents } of bySize.slice(small.length)) {
    if (sum >= FEWEST_RESIDENTS) break
    codes.push(code)
    sum += residents
  }
  const unsaid = members.filter(({ residents }) => residents === undefined).map(({ code }) => code)
  return sum >= FEWEST_RESIDENTS ? codes : [...codes, ...unsaid.sort((left, right) => left.localeCompare(right)).slice(0, 1)]
}

/** The sector in the name of a joined place; `''` where there are none; `undefined` of any other place. */
export function sectorOfJoined(code: string): string | undefined {
  if (code === JOINED) return ''
  return code.startsWith(`${JOINED}-`) ? code.slice(JOINED.length + 1) : undefined
}
