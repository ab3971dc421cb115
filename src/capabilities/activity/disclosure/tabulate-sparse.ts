import { crossed, expectDivided, shownBy, type Layout } from './layout.ts'
import type { Cell, LinkedTables } from './linked-tables.ts'
import { growingSupport, NO_CELL, type Support } from './support.ts'
import { keyOf, withParts } from './tabulate.ts'

/** Records of one combination. `codes`: one of each dimension. */
export type Combination = { readonly codes: readonly string[]; readonly count: number }

export type SparseTables = { readonly tables: LinkedTables; readonly support: Support }

/** The same cells as `tabulate`, for dimensions whose combinations are too many to list: only those that have a record are held. */
export function tabulateSparse(layout: Layout, combinations: readonly Combination[]): SparseTables {
  expectDivided(layout)
  const labels = new Map<string, readonly string[]>()
  const idOf = (named: readonly string[]) => {
    const key = keyOf(named)
    if (labels.has(key)) return NO_CELL
    labels.set(key, named)
    return labels.size - 1
  }
  const cellsOfTables = layout.tables.map((table) =>
    Int32Array.from(crossed(layout.dimensions.map((dimension) => shownBy(table, dimension).nodes)), (choice) =>
      idOf(choice.map(({ label }) => label)),
    ),
  )
  const support = growingSupport(layout, cellsOfTables)
  const places = layout.dimensions.map(({ codes }) => new Map(codes.map((code, place) => [code, place])))
  const counts: number[] = []
  for (const { codes, count } of combinations) {
    const index = support.indexOf(codes.map((code, dimension) => places[dimension]?.get(code) ?? refuseCode(layout, dimension, code)))
    counts[index] = (counts[index] ?? 0) + count
  }
  return { tables: gather(layout, { labels: [...labels.values()], inner: Float64Array.from(counts), support }), support }
}

type Gathered = { readonly labels: readonly (readonly string[])[]; readonly inner: Float64Array; readonly support: Support }

function gather(layout: Layout, { labels, inner, support }: Gathered): LinkedTables {
  const sizes = new Int32Array(labels.length)
  const values = new Float64Array(labels.length)
  for (const [index, value] of inner.entries()) {
    for (const list of support.listsOf(index)) {
      for (const cell of list) {
        sizes[cell] = (sizes[cell] ?? 0) + 1
        values[cell] = (values[cell] ?? 0) + value
      }
    }
  }
  const members = Array.from(sizes, (size) => new Int32Array(size))
  const filled = new Int32Array(labels.length)
  for (const index of inner.keys()) {
    for (const list of support.listsOf(index)) {
      for (const cell of list) {
        const at = filled[cell] ?? 0
        const own = members[cell]
        if (own !== undefined) own[at] = index
        filled[cell] = at + 1
      }
    }
  }
  const cells = labels.map((named, cell): Cell => ({
    labels: named,
    members: members[cell] ?? new Int32Array(),
    value: values[cell] ?? 0,
    places: 1,
  }))
  return { dimensions: layout.dimensions.map(({ name }) => name), inner, cells: withParts(layout, cells), ties: [] }
}

/** The same tables over all combinations that the support has taken in since; the new ones hold nobody. */
export function overSupport(tables: LinkedTables, support: Support): LinkedTables {
  const inner = new Float64Array(support.size())
  inner.set(tables.inner)
  const added: number[][] = tables.cells.map(() => [])
  for (let index = tables.inner.length; index < inner.length; index += 1) for (const cell of support.cellsOf(index)) added[cell]?.push(index)
  return { ...tables, inner, cells: tables.cells.map((cell, at) => ({ ...cell, members: Int32Array.from([...cell.members, ...(added[at] ?? [])]) })) }
}

function refuseCode(layout: Layout, dimension: number, code: string): never {
  throw new RangeError(`${code} is not a code of ${layout.dimensions[dimension]?.name}`)
}
