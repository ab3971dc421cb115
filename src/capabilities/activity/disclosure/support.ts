import { shownBy, type Layout } from './layout.ts'
import type { LinkedTables } from './linked-tables.ts'

/**
 * Which finest combinations there are. A few small dimensions: all of them. Many dimensions: those that have a record, and each other one
 * from the moment that somebody asks for it. To leave combinations out only takes doubt away from the attacker, so a certificate found
 * there holds.
 */
export type Support = {
  /** The place of its code in each dimension. */
  readonly placesOf: (inner: number) => readonly number[]
  /** Its index; a new one is taken in, without any record. */
  readonly indexOf: (places: readonly number[]) => number
  /** Its index, if it was taken in. */
  readonly find: (places: readonly number[]) => number | undefined
  /** The cells that it is counted in, each once. */
  readonly cellsOf: (inner: number) => readonly number[]
  /** The same, table by table: a cell stands in the first table that has it. */
  readonly listsOf: (inner: number) => readonly (readonly number[])[]
  /** The same, of one that need not be taken in. */
  readonly cellsAt: (places: readonly number[]) => readonly number[]
  readonly size: () => number
}

/** Every combination, the last dimension changing fastest. */
export function wholeSupport({ dimensions }: Layout, { inner, cells }: LinkedTables): Support {
  const strides = dimensions.map((_, index) => dimensions.slice(index + 1).reduce((size, { codes }) => size * codes.length, 1))
  const sizes = dimensions.map(({ codes }) => codes.length)
  const counted: number[][] = Array.from(inner, () => [])
  for (const [cell, { members }] of cells.entries()) for (const member of members) counted[member]?.push(cell)
  const indexOf = (places: readonly number[]) => places.reduce((sum, place, dimension) => sum + place * (strides[dimension] ?? 1), 0)
  return {
    placesOf: (index) => strides.map((stride, dimension) => Math.floor(index / stride) % (sizes[dimension] ?? 1)),
    indexOf,
    find: indexOf,
    cellsOf: (index) => counted[index] ?? [],
    listsOf: (index) => [counted[index] ?? []],
    cellsAt: (places) => counted[indexOf(places)] ?? [],
    size: () => inner.length,
  }
}

/** In a table: a cell that an earlier table has. */
export const NO_CELL = -1

/** Grows. `cellsOfTables`: of each table, the cell of each choice of nodes, in the order of `crossed`. */
export function growingSupport(layout: Layout, cellsOfTables: readonly Int32Array[]): Support {
  const tables = layout.tables.map((table, index) => openTable(layout, table, cellsOfTables[index] ?? new Int32Array()))
  const nameOf = openNames(layout)
  const known = new Map<string | number, number>()
  const places: (readonly number[])[] = []
  const counted: (readonly (readonly number[])[])[] = []
  const joined: (readonly number[] | undefined)[] = []
  const cellsOf = (index: number) => (joined[index] ??= (counted[index] ?? []).flat())
  return {
    placesOf: (index) => places[index] ?? [],
    find: (wanted) => known.get(nameOf(wanted)),
    cellsAt: (wanted) => {
      const index = known.get(nameOf(wanted))
      return index === undefined ? tables.flatMap((within) => within(wanted)) : cellsOf(index)
    },
    indexOf: (wanted) => {
      const name = nameOf(wanted)
      const found = known.get(name)
      if (found !== undefined) return found
      known.set(name, places.length)
      places.push(wanted.slice())
      counted.push(tables.map((within) => within(wanted)))
      return places.length - 1
    },
    cellsOf,
    listsOf: (index) => counted[index] ?? [],
    size: () => places.length,
  }
}

/** One name for each combination: a number where numbers go that far. */
function openNames({ dimensions }: Layout): (places: readonly number[]) => string | number {
  const sizes = dimensions.map(({ codes }) => codes.length)
  if (sizes.reduce((product, size) => product * size, 1) > Number.MAX_SAFE_INTEGER) return (places) => places.join()
  return (places) => sizes.reduce((name, size, dimension) => name * size + (places[dimension] ?? 0), 0)
}

type CellsIn = (places: readonly number[]) => readonly number[]

/** Room for lists that are found by their place; beyond, by name. */
const MOST_PLACES = 1_000_000

/**
 * Which cells of one table a combination is counted in: its own node of each dimension, and those above it; but for cells that an
 * earlier table has. Worked out once for all that the table does not tell apart.
 */
function openTable(layout: Layout, table: Layout['tables'][number], ids: Int32Array): CellsIn {
  const shown = layout.dimensions.map((dimension) => shownBy(table, dimension).nodes)
  const nodesOf = layout.dimensions.map(({ codes }, dimension) =>
    codes.map((_, place) => (shown[dimension] ?? []).flatMap((node, index) => (node.places.includes(place) ? [index] : []))),
  )
  const told = [...shown.keys()].filter((dimension) => (shown[dimension]?.length ?? 0) > 1)
  const sizes = told.map((dimension) => layout.dimensions[dimension]?.codes.length ?? 1)
  const room = sizes.reduce((product, size) => product * size, 1)
  const lists = openLists(room)
  const cellsAt = (places: readonly number[]) =>
    places
      .reduce<readonly number[]>(
        (offsets, place, dimension) => {
          const [size, nodes] = [shown[dimension]?.length ?? 1, nodesOf[dimension]?.[place] ?? []]
          return offsets.flatMap((offset) => nodes.map((node) => offset * size + node))
        },
        [0],
      )
      .map((offset) => ids[offset] ?? NO_CELL)
      .filter((cell) => cell >= 0)
  return (places) => {
    let name = 0
    for (let at = 0; at < told.length; at += 1) name = name * (sizes[at] ?? 1) + (places[told[at] ?? 0] ?? 0)
    const found = lists.get(name)
    if (found !== undefined) return found
    const cells = cellsAt(places)
    lists.set(name, cells)
    return cells
  }
}

type Lists = { readonly get: (name: number) => readonly number[] | undefined; readonly set: (name: number, list: readonly number[]) => void }

function openLists(room: number): Lists {
  if (room > MOST_PLACES) {
    const known = new Map<number, readonly number[]>()
    return { get: (name) => known.get(name), set: (name, list) => void known.set(name, list) }
  }
  const known = new Array<readonly number[] | undefined>(room).fill(undefined)
  return { get: (name) => known[name], set: (name, list) => void (known[name] = list) }
}
