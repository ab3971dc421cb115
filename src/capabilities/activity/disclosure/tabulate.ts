import { crossed, expectDivided, partsOf, shownBy, type Dimension, type Layout, type Node, type Table } from './layout.ts'
import type { Cell, LinkedTables, Tie } from './linked-tables.ts'

/** How many records each combination of codes has; the last dimension changes fastest. */
export type Counts = Float64Array

export function countRecords(dimensions: readonly Dimension[], records: Iterable<readonly string[]>): Counts {
  const places = dimensions.map(({ codes }) => new Map(codes.map((code, place) => [code, place])))
  const counts = new Float64Array(dimensions.reduce((size, { codes }) => size * codes.length, 1))
  for (const record of records) {
    const index = places.reduce((sum, known, dimension) => {
      const place = known.get(record[dimension] ?? '')
      if (place === undefined) throw new RangeError(`${JSON.stringify(record[dimension])} is not a code of ${dimensions[dimension]?.name}`)
      return sum * known.size + place
    }, 0)
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

/** Each cell of each table once, also when two tables share it, over the finest combinations of all dimensions. */
export function tabulate({ dimensions, tables }: Layout, counts: Counts): LinkedTables {
  expectDivided({ dimensions, tables })
  const cells = new Map<string, Cell>()
  const sizes = dimensions.map(({ codes }) => codes.length)
  if (counts.length !== sizes.reduce((product, size) => product * size, 1)) throw new RangeError('there is not one count for each combination')
  for (const table of tables) {
    for (const choice of crossed(dimensions.map((dimension) => shownBy(table, dimension).nodes))) {
      const labels = choice.map(({ label }) => label)
      const key = keyOf(labels)
      if (cells.has(key)) continue
      const members = combine(
        sizes,
        choice.map(({ places }) => places),
      )
      cells.set(key, { labels, value: members.reduce((sum, member) => sum + (counts[member] ?? 0), 0), members, places: 1 })
    }
  }
  return { dimensions: dimensions.map(({ name }) => name), inner: counts, cells: withParts({ dimensions, tables }, [...cells.values()]), ties: [] }
}

export function withParts({ dimensions, tables }: Layout, cells: readonly Cell[]): readonly Cell[] {
  const byKey = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  const parts: number[][][] = cells.map(() => [])
  for (const table of tables) {
    const shown = dimensions.map((dimension) => shownBy(table, dimension).nodes)
    const under = shown.map((nodes) => new Map([...partsOf(nodes)].map(([whole, parts]) => [whole, parts.map(({ label }) => label)])))
    for (const choice of crossed(shown)) {
      const labels = choice.map(({ label }) => label)
      const cell = byKey.get(keyOf(labels)) ?? 0
      for (const [dimension, label] of labels.entries()) {
        const below = under[dimension]?.get(label) ?? []
        if (below.length > 0) parts[cell]?.push(below.map((part) => byKey.get(keyOf(labels.with(dimension, part))) ?? 0))
      }
    }
  }
  return cells.map((cell, index) => ({ ...cell, parts: parts[index] ?? [] }))
}

/** The names of all cells that a table tells. */
export function keysOfTable(dimensions: readonly Dimension[], table: Table): readonly string[] {
  return crossed(dimensions.map((dimension) => shownBy(table, dimension).nodes)).map((choice) => keyOf(choice.map(({ label }) => label)))
}

export function keyOf(labels: readonly string[]): string {
  return labels.join('\u0000')
}

/** Indexes of all combinations of these places, ascending, in a space of these sizes. */
function combine(sizes: readonly number[], places: readonly (readonly number[])[]): Int32Array {
  return places.reduce((indexes, chosen, dimension) => {
    const next = new Int32Array(indexes.length * chosen.length)
    for (const [position, index] of indexes.entries()) {
      for (const [offset, place] of chosen.entries()) next[position * chosen.length + offset] = index * (sizes[dimension] ?? 1) + place
    }
    return next
  }, Int32Array.of(0))
}

/**
 * The same cells in the same order, as seen by someone who adds up within each table and compares tables by what they share, and does
 * not go back to the finest combinations. Far smaller, and it overstates the attacker's doubt: good for choosing what to withhold,
 * never for saying that it is enough.
 */
export function tabulateApart(layout: Layout, whole: LinkedTables): LinkedTables {
  const parts = layout.tables.map((table) => partOf(layout, table))
  const bases = parts.map((_, index) => parts.slice(0, index).reduce((sum, { size }) => sum + size, 0))
  const seen = new Map<string, { readonly members: Int32Array; readonly tied: boolean }>()
  const ties: Tie[] = []
  for (const [index, part] of parts.entries()) {
    for (const { key, members, finest } of part.cells) {
      const own = members.map((member) => member + (bases[index] ?? 0))
      const known = seen.get(key)
      // What is coarser in both is the sum of what is tied already.
      if (known && (finest || known.tied)) ties.push(tie(known.members, own))
      seen.set(key, { members: known?.members ?? own, tied: finest || known?.tied === true })
    }
  }
  const values = new Map(whole.cells.map(({ labels, value }) => [keyOf(labels), value]))
  const inner = Float64Array.from(parts.flatMap(({ leaves }) => leaves.map((key) => values.get(key) ?? 0)))
  const cells = whole.cells.map((cell) => ({ ...cell, members: seen.get(keyOf(cell.labels))?.members ?? new Int32Array() }))
  return { dimensions: whole.dimensions, inner, cells, ties }
}

function tie(left: Int32Array, right: Int32Array): Tie {
  return [...Array.from(left, (member) => [member, 1] as const), ...Array.from(right, (member) => [member, -1] as const)]
}

type PartCell = {
  readonly key: string
  readonly members: Int32Array
  /** Of the finest level in each dimension that it distinguishes. */
  readonly finest: boolean
}
type Part = { readonly size: number; readonly leaves: readonly string[]; readonly cells: readonly PartCell[] }

function partOf({ dimensions }: Layout, table: Table): Part {
  const shown = dimensions.map((dimension) => shownBy(table, dimension))
  const sizes = shown.map(({ finest }) => finest)
  const leaves = crossed(shown.map(({ nodes, finest }) => nodes.slice(0, finest))).map((choice) => keyOf(choice.map(({ label }) => label)))
  const numbered = shown.map(({ nodes, finest }) =>
    nodes.map((node, position) => ({ node, within: within(nodes.slice(0, finest), node), top: position < finest || position === nodes.length - 1 })),
  )
  const cells = crossed(numbered).map((choice) => ({
    key: keyOf(choice.map(({ node }) => node.label)),
    members: combine(
      sizes,
      choice.map(({ within: places }) => places),
    ),
    finest: choice.every(({ top }) => top),
  }))
  return { size: leaves.length, leaves, cells }
}

/** Which of the finest nodes lie in this one. */
function within(finest: readonly Node[], { places }: Node): readonly number[] {
  const inside = new Set(places)
  return finest.flatMap((node, index) => (node.places.every((place) => inside.has(place)) ? [index] : []))
}
