import { seededRandom, type SeededRandom } from '../../../foundation/seeded-random.ts'
import { distanceNeeded, type Direction } from './attack.ts'
import { keyOf } from './tabulate.ts'
import { crossed, shownBy, type Dimension, type Layout } from './layout.ts'
import { primariesOf, TOTAL, type LinkedTables, type Pattern } from './linked-tables.ts'
import { isOptimal, loadProblem, rowsOf, type Solver } from './solver.ts'
import { wholeSupport, type Support } from './support.ts'

/*
 * Whole-number witnesses. An attacker who knows that people are counted in whole numbers may know more than a linear program says, so
 * for each primary two tables of whole numbers are looked for, that agree with everything published: one in which the cell is low
 * enough, one in which it is high enough. Local search: from the truth, step by step, each step a small whole-number program over a box of
 * two or three codes per dimension, chosen where cells are withheld.
 */

/** A table that agrees with all that is published, as changes of the true one. */
export type Witness = readonly (readonly [inner: number, change: number])[]
/** Indexes into `witnesses`; the truth itself is −1. */
export type Certificate = { readonly cell: number; readonly low: number; readonly high: number }
export type Certification = {
  readonly witnesses: readonly Witness[]
  readonly certificates: readonly Certificate[]
  readonly failed: readonly number[]
}

export type Release = {
  readonly layout: Layout
  readonly tables: LinkedTables
  readonly withheld: Pattern
  /** Where the combinations are too many to list; otherwise all of them. */
  readonly support?: Support
}

/** `tries`: steps for one primary and direction, before it counts as failed. */
export function findWitnesses(solver: Solver, release: Release, tries: number): Certification {
  const search = new WitnessSearch(solver, release)
  const cells = primariesOf(release.tables)
  for (const cell of cells) for (const direction of [-1, 1] as const) search.reach(cell, direction, tries)
  const { witnesses, certificates } = search.result()
  const certified = new Set(certificates.map(({ cell }) => cell))
  return { witnesses, certificates, failed: cells.filter((cell) => !certified.has(cell)) }
}

class WitnessSearch {
  readonly #solver: Solver
  readonly #tables: LinkedTables
  readonly #random: SeededRandom
  readonly #space: Space
  readonly #witnesses: Witness[] = []
  readonly #reached = new Map<string, number>()
  readonly #current: number[]

  constructor(solver: Solver, release: Release) {
    this.#solver = solver
    this.#tables = release.tables
    this.#random = seededRandom(release.tables.cells.length + 1)
    this.#space = openSpace(release, this.#random)
    this.#current = [...release.tables.inner]
  }

  result(): { readonly witnesses: readonly Witness[]; readonly certificates: readonly Certificate[] } {
    const certificates = primariesOf(this.#tables).flatMap((cell) => {
      const [low, high] = [this.#index(cell, -1), this.#index(cell, 1)]
      return low === undefined || high === undefined ? [] : [{ cell, low, high }]
    })
    return { witnesses: this.#witnesses, certificates }
  }

  #index(cell: number, direction: Direction): number | undefined {
    return distanceNeeded(this.#tables, cell, direction) === 0 ? -1 : this.#reached.get(`${cell} ${direction}`)
  }

  reach(cell: number, direction: Direction, tries: number): void {
    if (this.#index(cell, direction) !== undefined) return
    const changed = new Map<number, number>()
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const step = this.#step(cell, direction, attempt)
      for (const [inner, value] of step) {
        const change = value - (this.#tables.inner[inner] ?? 0)
        this.#current[inner] = value
        if (change === 0) changed.delete(inner)
        else changed.set(inner, change)
      }
      if (step.length > 0) this.#note(changed)
      if (this.#index(cell, direction) !== undefined) break
    }
    for (const inner of changed.keys()) this.#current[inner] = this.#tables.inner[inner] ?? 0
  }

  /** Each witness is shown to all primaries. */
  #note(changed: ReadonlyMap<number, number>): void {
    const moved = new Map<number, number>()
    for (const [inner, change] of changed) for (const cell of this.#space.primariesOf(inner)) moved.set(cell, (moved.get(cell) ?? 0) + change)
    const served = [...moved].flatMap(([cell, change]) => {
      const direction: Direction = change > 0 ? 1 : -1
      const enough = change !== 0 && direction * change >= distanceNeeded(this.#tables, cell, direction)
      return enough && this.#index(cell, direction) === undefined ? [`${cell} ${direction}`] : []
    })
    if (served.length === 0) return
    const witness = this.#witnesses.push([...changed]) - 1
    for (const name of served) this.#reached.set(name, witness)
  }

  /** New values of some combinations, that move the cell in the direction and leave each published sum as it is. */
  #step(cell: number, direction: Direction, attempt: number): readonly (readonly [inner: number, value: number])[] {
    const box = this.#space.boxAround({ cell, direction, current: this.#current, width: attempt % 3 === 2 ? 3 : 2 })
    const inside = new Set(this.#tables.cells[cell]?.members ?? [])
    const cost = Float64Array.from(box, (inner) => (inside.has(inner) ? -direction : 0))
    if (cost.every((value) => value === 0)) return []
    const sums = new Map<number, [number, number][]>()
    for (const [column, inner] of box.entries()) {
      for (const published of this.#space.publishedOf(inner)) {
        const row = sums.get(published)
        if (row) row.push([column, 1])
        else sums.set(published, [[column, 1]])
      }
    }
    const rows = [...new Map([...sums.values()].map((row) => [row.map(([column]) => column).join(), row])).values()]
    const level = Float64Array.from(rows, (row) => row.reduce((sum, [column]) => sum + (this.#current[box[column] ?? 0] ?? 0), 0))
    const model = loadProblem(this.#solver, {
      lower: new Float64Array(box.length),
      // Further than needed is of no use, and the doubt may be without end.
      upper: Float64Array.from(box, (inner) => (this.#current[inner] ?? 0) + distanceNeeded(this.#tables, cell, 1) + 1),
      cost,
      rows: rowsOf(rows),
      rowLower: level,
      rowUpper: level,
      whole: true,
    })
    model.options.set({ mip_max_nodes: 200 })
    model.run()
    const found = isOptimal(this.#solver, model)
    const values = found ? Array.from(model.getSolution().colValue, Math.round) : []
    model.dispose()
    if (!rows.every((row, index) => row.reduce((sum, [column]) => sum + (values[column] ?? Number.NaN), 0) === level[index])) return []
    return box.flatMap((inner, column) => (values[column] === this.#current[inner] ? [] : [[inner, values[column] ?? 0] as const]))
  }
}

type BoxRequest = { readonly cell: number; readonly direction: Direction; readonly current: readonly number[]; readonly width: number }

type Space = {
  readonly primariesOf: (inner: number) => readonly number[]
  readonly publishedOf: (inner: number) => readonly number[]
  /** Combinations that may change, where steps are likely. */
  readonly boxAround: (request: BoxRequest) => readonly number[]
}

function openSpace({ layout, tables, withheld, support = wholeSupport(layout, tables) }: Release, random: SeededRandom): Space {
  const { inner, cells } = tables
  const tellsZero = Uint8Array.from(cells, ({ value }, cell) => (value === 0 && !withheld[cell] ? 1 : 0))
  const isZero = (index: number) => support.cellsOf(index).some((cell) => tellsZero[cell])
  const byKey = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  const records = [...inner.keys()].filter((index) => (inner[index] ?? 0) > 0)
  const nodes = layout.dimensions.map((dimension) => nodeLabels(layout, dimension))
  /** Codes with which the cell, in this dimension, is withheld too. */
  const siblings = (labels: readonly string[], dimension: number): readonly number[] =>
    [...(nodes[dimension] ?? [])].flatMap(([label, places]) => {
      if (label === TOTAL || label === labels[dimension]) return []
      const cell = byKey.get(keyOf(labels.with(dimension, label)))
      return cell !== undefined && withheld[cell] ? places : []
    })

  const seedOf = ({ cell, direction, current }: BoxRequest): number => {
    const members = cells[cell]?.members ?? new Int32Array()
    const full = Array.from(members).filter((member) => !isZero(member) && (direction > 0 || (current[member] ?? 0) > 0))
    return full.length > 0 ? random.pick(full) : (members[0] ?? 0)
  }

  const boxAround = (request: BoxRequest): readonly number[] => {
    const seed = support.placesOf(seedOf(request))
    const labels = cells[request.cell]?.labels ?? []
    const chosen = layout.dimensions.map(({ codes }, dimension) => {
      const places = new Set([seed[dimension] ?? 0])
      const near = labels[dimension] === TOTAL ? [] : siblings(labels, dimension)
      for (let guard = 0; places.size < Math.min(request.width, codes.length) && guard < 30; guard += 1) {
        if (near.length > 0 && guard < 6) places.add(random.pick(near))
        else places.add(random.below(3) === 0 ? random.below(codes.length) : (support.placesOf(random.pick(records))[dimension] ?? 0))
      }
      return [...places]
    })
    return crossed(chosen)
      .map(support.indexOf)
      .filter((index) => !isZero(index))
  }
  return {
    primariesOf: (index) => support.cellsOf(index).filter((cell) => cells[cell]?.protection !== undefined),
    publishedOf: (index) => support.cellsOf(index).filter((cell) => !withheld[cell]),
    boxAround,
  }
}

function nodeLabels({ tables }: Layout, dimension: Dimension): ReadonlyMap<string, readonly number[]> {
  return new Map(tables.flatMap((table) => shownBy(table, dimension).nodes.map(({ label, places }) => [label, places] as const)))
}
