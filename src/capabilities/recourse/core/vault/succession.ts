import type { Custodian, SignedRoster } from './roster.ts'

/** For each of the three places, the keys that held it one after the other; the last one sits today. */
export type Places = readonly (readonly string[])[]

/**
 * Who held the custodians' places of a case, from the roster that it was filed under (`number`, from 1) to the newest. Whoever leaves is
 * followed by whoever comes, in the order of both rosters: every device reads the same out of the journaled rosters, whatever the host says.
 */
export function placesOf(rosters: readonly SignedRoster[], number: number): Places {
  let [now, ...later] = rosters.slice(number - 1).map(({ content }) => content.custodians.map(({ key }) => key))
  if (!now) return []
  const places = now.map((key) => [key])
  for (const next of later) {
    const leaving = now.filter((key) => !next.includes(key))
    const coming = next.filter((key) => !now?.includes(key))
    for (const place of places) {
      const at = leaving.indexOf(place.at(-1) ?? '')
      const successor = coming[at]
      if (at >= 0 && successor !== undefined) place.push(successor)
    }
    now = next
  }
  return places
}

/**
 * Where this key's share of a case goes: its place, and who holds it today. `undefined`: it held none, or holds it still. `to` undefined: who
 * follows had another place before, and with this share would open the envelope alone.
 */
export function handOf(places: Places, key: string): { readonly place: number; readonly to: string | undefined } | undefined {
  const place = places.findIndex((keys) => keys.includes(key) && keys.at(-1) !== key)
  const to = places[place]?.at(-1)
  if (to === undefined) return undefined
  return { place, to: places.some((keys, index) => index !== place && keys.includes(to)) ? undefined : to }
}

/** As the newest roster that had this key shows them. */
export function custodianBy(rosters: readonly SignedRoster[], key: string | undefined): Custodian | undefined {
  return rosters.flatMap(({ content }) => content.custodians).findLast((custodian) => custodian.key === key)
}
