/*
 * No area of fewer than 2,000 residents stands alone in a published table (formats/disclosure.md). Places are joined by what is known of
 * their residents, before any act is looked at.
 */
export const FEWEST_RESIDENTS = 2000
const JOINED = 'small'

export type Place = {
  readonly code: string
  /** `undefined`: nobody says. It may be nobody's home: such a place never stands alone, and adds nobody to those that it is joined with. */
  readonly residents: number | undefined
  /** Of which it is a part; itself, when of none. */
  readonly sector: string
}
/** Code of the joined place → codes of those that it joins. */
export type JoinedPlaces = Readonly<Record<string, readonly string[]>>

/**
 * Within each sector, so that sectors stay whole: the small ones together, with the next larger ones until they are enough. What is still
 * too small in its sector is joined across sectors, with the next larger places of any.
 */
export function joinSmallPlaces(places: readonly Place[]): JoinedPlaces {
  const sectors = new Map<string, readonly Place[]>()
  for (const place of places) {
    const name = place.code === place.sector ? '' : place.sector
    sectors.set(name, [...(sectors.get(name) ?? []), place])
  }
  const clusters = [...sectors].map(([sector, members]) => ({ sector, codes: joinWithin(members) })).filter(({ codes }) => codes.length > 0)
  const sizes = new Map(places.map(({ code, residents }) => [code, residents ?? 0]))
  const across = clusters.filter(({ codes }) => isTooSmall(codes, sizes))
  const enough = clusters.filter((cluster) => !across.includes(cluster))
  const whole = across.length === 0 ? [] : joinAcross(across.flatMap(({ codes }) => codes), { enough, places, sizes }) // prettier-ignore
  const within = enough.filter(({ codes }) => !codes.some((code) => whole.includes(code)))
  const named = within.map(({ sector, codes }) => [sector === '' ? JOINED : `${JOINED}-${sector}`, codes] as const)
  return Object.fromEntries([...named, ...(whole.length > 1 ? [[JOINED, whole] as const] : [])])
}

type Sizes = ReadonlyMap<string, number>
type Cluster = { readonly sector: string; readonly codes: readonly string[] }
type Around = { readonly enough: readonly Cluster[]; readonly places: readonly Place[]; readonly sizes: Sizes }

function isTooSmall(codes: readonly string[], sizes: Sizes): boolean {
  return sumOf(codes, sizes) < FEWEST_RESIDENTS
}

function sumOf(codes: readonly string[], sizes: Sizes): number {
  return codes.reduce((sum, code) => sum + (sizes.get(code) ?? 0), 0)
}

/** With what is joined already where no sector is, with whole joined groups or places that stand alone, the smallest first, until they are enough. */
function joinAcross(small: readonly string[], { enough, places, sizes }: Around): readonly string[] {
  const sectorless = enough.find(({ sector }) => sector === '')
  const codes = [...small, ...(sectorless?.codes ?? [])]
  const groups = enough.filter((cluster) => cluster !== sectorless).map(({ codes: own }) => own)
  const taken = new Set([...codes, ...groups.flat()])
  const alone = places.filter(({ code }) => !taken.has(code)).map(({ code }) => [code])
  const order = (left: readonly string[], right: readonly string[]) =>
    sumOf(left, sizes) - sumOf(right, sizes) || (left[0] ?? '').localeCompare(right[0] ?? '')
  for (const more of [...groups, ...alone].sort(order)) {
    if (!isTooSmall(codes, sizes)) break
    codes.push(...more)
  }
  return codes
}

function joinWithin(members: readonly Place[]): readonly string[] {
  const known = members.map(({ code, residents = 0 }) => ({ code, residents }))
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
  return codes
}

/** The sector in the name of a joined place; `''` where there are none; `undefined` of any other place. */
export function sectorOfJoined(code: string): string | undefined {
  if (code === JOINED) return ''
  return code.startsWith(`${JOINED}-`) ? code.slice(JOINED.length + 1) : undefined
}
