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

export function shownBy(table: Table, dimension: Dimension): Shown {
  const { name, codes, levels } = dimension
  const total = { label: TOTAL, places: [...codes.keys()] }
  const all = [{ name, groups: codes.map((code) => ({ label: code, codes: [code] })) }, ...levels]
  const from = all.findIndex((level) => table.includes(level.name))
  if (from < 0) return { nodes: [total], finest: 1 }
  const listed = all.slice(from).flatMap(({ groups }) => groups.map(({ label, codes: grouped }) => ({ label, places: placesIn(codes, grouped) })))
  // A group of one code is that code again: the same sum, under the finer name.
  const names = new Set<string>()
  const nodes = [...listed, total].filter(({ places }) => !names.has(places.join()) && names.add(places.join()))
  return { nodes, finest: all[from]?.groups.length ?? 0 }
}

/** The nodes right under this one, that together are it; none under a finest node. */
export function partsOf(nodes: readonly Node[], whole: Node): readonly Node[] {
  const inside = new Set(whole.places)
  const under = nodes.filter((node) => node.places.length < whole.places.length && node.places.every((place) => inside.has(place)))
  return under.filter(
    (node) => !under.some((other) => other.places.length > node.places.length && node.places.every((place) => other.places.includes(place))),
  )
}

function placesIn(codes: readonly string[], grouped: readonly string[]): readonly number[] {
  const places = grouped.map((code) => codes.indexOf(code)).sort((left, right) => left - right)
  if (places.some((place) => place < 0)) throw new RangeError(`a group holds a code that its dimension has not: ${grouped.join(', ')}`)
  return places
}

/** Every choice of one node per dimension, the last changing fastest. */
export function crossed<Value>(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]])
}
