import { TOTAL } from './linked-tables.ts'

/*
 * The lattice of a release, chosen before the data is seen. A dimension is a list of codes and, above them, levels of groups (section →
 * quarter → sector, month → quarter → year). A table crosses dimensions, each from one of its levels upwards, with all totals.
 */
export type Dimension = {
  readonly name: string
  readonly codes: readonly string[]
  /** From finer to coarser; each level divides all codes. The total stands above them by itself. */
  readonly levels: readonly Level[]
}
export type Level = { readonly name: string; readonly groups: readonly Group[] }
export type Group = { readonly label: string; readonly codes: readonly string[] }

/** Names of dimensions, or of levels: `['quartier', 'trim']` crosses each quarter with each three months. */
export type Table = readonly string[]

export type Layout = { readonly dimensions: readonly Dimension[]; readonly tables: readonly Table[] }

/** What of a dimension one cell takes: a code, a group or all. `places`: of its codes, ascending. */
export type Node = { readonly label: string; readonly places: readonly number[] }

/** The nodes that a table can show of a dimension, finest first; the total alone when the table does not cross it. `finest`: how many divide it at its finest level. */
export type Shown = { readonly nodes: readonly Node[]; readonly finest: number }

/** Many tables show the same of one dimension: worked out once. */
const shownOf = new WeakMap<Dimension, Map<number, Shown>>()

export function shownBy(table: Table, dimension: Dimension): Shown {
  const from = [dimension, ...dimension.levels].findIndex(({ name }) => table.includes(name))
  const known = shownOf.get(dimension) ?? new Map<number, Shown>()
  shownOf.set(dimension, known)
  const shown = known.get(from) ?? showFrom(dimension, from)
  known.set(from, shown)
  return shown
}

function showFrom({ name, codes, levels }: Dimension, from: number): Shown {
  const total = { label: TOTAL, places: [...codes.keys()] }
  const all = [{ name, groups: codes.map((code) => ({ label: code, codes: [code] })) }, ...levels]
  if (from < 0) return { nodes: [total], finest: 1 }
  const places = new Map(codes.map((code, place) => [code, place]))
  const nodesOf = (level: Level) => level.groups.map(({ label, codes: grouped }) => ({ label, places: placesIn(places, grouped) }))
  // The same sum has one name in every table: that of the whole, else that of the finest level.
  const names = new Map([total, ...all.flatMap(nodesOf)].reverse().map(({ label, places }) => [places.join(), label]))
  const shown = new Map([...all.slice(from).flatMap(nodesOf), total].map(({ places }) => [places.join(), places]))
  const nodes = [...shown].map(([key, places]) => ({ label: names.get(key) ?? '', places }))
  return { nodes, finest: all[from]?.groups.length ?? 0 }
}

/** Of all dimensions and of their levels: what a table may cross. */
export function crossable(dimensions: readonly Dimension[]): ReadonlySet<string> {
  return new Set(dimensions.flatMap(({ name, levels }) => [name, ...levels.map((level) => level.name)]))
}

/**
 * A layout that would be added up wrongly is an error in words: a level that does not divide all codes or cuts a finer group, one label
 * for two things, a table of something that is not there.
 */
export function expectDivided({ dimensions, tables }: Layout): void {
  for (const dimension of dimensions) {
    const { name, codes, levels } = dimension
    const labels = new Map(codes.map((code) => [code, code]))
    let finer: readonly (readonly string[])[] = codes.map((code) => [code])
    if (labels.size !== codes.length) throw new RangeError(`${name} has a code twice`)
    for (const { name: level, groups } of levels) {
      const grouped = groups.flatMap((group) => group.codes)
      if ([...grouped].sort().join('\u0000') !== [...codes].sort().join('\u0000'))
        throw new RangeError(`${level} does not divide the codes of ${name}`)
      const cut = finer.find((inner) => !groups.some((group) => inner.every((code) => group.codes.includes(code))))
      if (cut) throw new RangeError(`${level} cuts ${cut.join(', ')} of ${name}`)
      for (const group of groups) {
        const held = [...group.codes].sort().join('\u0000')
        if ((labels.get(group.label) ?? held) !== held) throw new RangeError(`${group.label} of ${name} is two things`)
        labels.set(group.label, held)
      }
      finer = groups.map((group) => group.codes)
    }
    if (labels.has(TOTAL)) throw new RangeError(`${TOTAL} is the name of the whole, in ${name} too`)
  }
  const known = crossable(dimensions)
  const unknown = tables.flat().find((name) => !known.has(name))
  if (unknown !== undefined) throw new RangeError(`a table crosses ${unknown}, which no dimension has`)
}

/** Of each node, by its label, those right under it that together are it; none under a finest node. */
export function partsOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const known = partsKnown.get(nodes)
  if (known !== undefined) return known
  const bySize = [...nodes].sort((left, right) => right.places.length - left.places.length)
  const parts = new Map(nodes.map(({ label, places }) => [label, cover(bySize, places)]))
  partsKnown.set(nodes, parts)
  return parts
}

const partsKnown = new WeakMap<readonly Node[], ReadonlyMap<string, readonly Node[]>>()

/** The largest nodes inside, but for these places themselves. Levels divide: what is inside one of them is under it. */
function cover(bySize: readonly Node[], places: readonly number[]): readonly Node[] {
  const left = new Set(places)
  return bySize.filter((node) => {
    if (node.places.length >= places.length || !node.places.every((place) => left.has(place))) return false
    for (const place of node.places) left.delete(place)
    return true
  })
}

function placesIn(known: ReadonlyMap<string, number>, grouped: readonly string[]): readonly number[] {
  const places = grouped.map((code) => known.get(code) ?? -1).sort((left, right) => left - right)
  if (places.some((place) => place < 0)) throw new RangeError(`a group holds a code that its dimension has not: ${grouped.join(', ')}`)
  return places
}

/** Every choice of one node per dimension, the last changing fastest. */
export function crossed<Value>(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]])
}
