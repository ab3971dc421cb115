import { crossed, shownBy, type Layout } from './layout.ts'
import type { LinkedTables } from './linked-tables.ts'
import { keyOf } from './tabulate.ts'

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
    cellsAt: (places) => counted[indexOf(places)] ?? [],
    size: () => inner.length,
  }
}

/** Grows. `keys`: each cell of the layout by `keyOf` its labels. */
export function growingSupport(layout: Layout, keys: ReadonlyMap<string, number>): Support {
  const tables = layout.tables.map((table) => openTable(layout, table, keys))
  const known = new Map<string, number>()
  const places: (readonly number[])[] = []
  const counted: (readonly number[])[] = []
  const seen = new Int32Array(keys.size)
  let turn = 0
  /** A cell that several tables have is counted once. */
  const cellsIn = (wanted: readonly number[]) => {
    turn += 1
    const cells: number[] = []
    for (const within of tables) {
      for (const cell of within(wanted)) {
        if (seen[cell] === turn) continue
        seen[cell] = turn
        cells.push(cell)
      }
    }
    return cells
  }
  return {
    placesOf: (index) => places[index] ?? [],
    find: (wanted) => known.get(wanted.join()),
    cellsAt: (wanted) => counted[known.get(wanted.join()) ?? -1] ?? cellsIn(wanted),
    indexOf: (wanted) => {
      const key = wanted.join()
      const found = known.get(key)
      if (found !== undefined) return found
      known.set(key, places.length)
      places.push([...wanted])
      counted.push(cellsIn(wanted))
      return places.length - 1
    },
    cellsOf: (index) => counted[index] ?? [],
    size: () => places.length,
  }
}

type CellsIn = (places: readonly number[]) => readonly number[]

/** Which cells of one table a combination is counted in: its own node of each dimension, and those above it. Worked out once for all that the table does not tell apart. */
function openTable(layout: Layout, table: Layout['tables'][number], keys: ReadonlyMap<string, number>): CellsIn {
  const shown = layout.dimensions.map((dimension) => shownBy(table, dimension).nodes)
  const ids = Int32Array.from(crossed(shown), (choice) => keys.get(keyOf(choice.map(({ label }) => label))) ?? -1)
  const nodesOf = layout.dimensions.map(({ codes }, dimension) =>
    codes.map((_, place) => (shown[dimension] ?? []).flatMap((node, index) => (node.places.includes(place) ? [index] : []))),
  )
  const told = [...shown.keys()].filter((dimension) => (shown[dimension]?.length ?? 0) > 1)
  const known = new Map<number, readonly number[]>()
  return (places) => {
    let key = 0
    for (const dimension of told) key = key * (layout.dimensions[dimension]?.codes.length ?? 1) + (places[dimension] ?? 0)
    const found = known.get(key)
    if (found !== undefined) return found
    const cells = places
      .reduce<readonly number[]>(
        (offsets, place, dimension) => {
          const [size, nodes] = [shown[dimension]?.length ?? 1, nodesOf[dimension]?.[place] ?? []]
          return offsets.flatMap((offset) => nodes.map((node) => offset * size + node))
        },
        [0],
      )
      .map((offset) => ids[offset] ?? -1)
      .filter((cell) => cell >= 0)
    known.set(key, cells)
    return cells
  }
}
