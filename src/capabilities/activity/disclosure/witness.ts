import { seededRandom } from '../../../foundation/seeded-random.ts'
import { distanceNeeded, type Direction } from './attack.ts'
import { openBoxes, type Boxes } from './boxes.ts'
import type { Layout } from './layout.ts'
import { primariesOf, type LinkedTables, type Pattern } from './linked-tables.ts'
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
  /** One failure is enough to know. */
  readonly stopAtFailure?: boolean
}

/** `tries`: steps for one primary and direction that bring nothing, before it counts as failed. */
export function findWitnesses(solver: Solver, { stopAtFailure = false, ...release }: Release, tries: number): Certification {
  const search = new WitnessSearch(solver, release)
  const cells = primariesOf(release.tables)
  for (const cell of cells) {
    const reached = ([-1, 1] as const).every((direction) => search.reach(cell, direction, tries) || !stopAtFailure)
    if (!reached) return { witnesses: [], certificates: [], failed: [cell] }
  }
  const { witnesses, certificates } = search.result()
  const certified = new Set(certificates.map(({ cell }) => cell))
  return { witnesses, certificates, failed: cells.filter((cell) => !certified.has(cell)) }
}

class WitnessSearch {
  readonly #solver: Solver
  readonly #tables: LinkedTables
  readonly #withheld: Pattern
  readonly #support: Support
  readonly #boxes: Boxes
  readonly #witnesses: Witness[] = []
  readonly #reached = new Map<string, number>()
  readonly #current: number[]

  constructor(solver: Solver, release: Release) {
    this.#solver = solver
    this.#tables = release.tables
    this.#withheld = release.withheld
    this.#support = release.support ?? wholeSupport(release.layout, release.tables)
    this.#boxes = openBoxes(
      { ...release, support: this.#support },
      { random: seededRandom(release.tables.cells.length + 1), isSparse: release.support !== undefined },
    )
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

  reach(cell: number, direction: Direction, tries: number): boolean {
    const changed = new Map<number, number>()
    let furthest = 0
    for (let attempt = 0, since = 0; since < tries && this.#index(cell, direction) === undefined; attempt += 1, since += 1) {
      const step = this.#step(cell, direction, attempt)
      for (const [inner, value] of step) {
        const change = value - (this.#tables.inner[inner] ?? 0)
        this.#current[inner] = value
        if (change === 0) changed.delete(inner)
        else changed.set(inner, change)
      }
      if (step.length === 0) continue
      const moved = this.#note(changed).get(cell) ?? 0
      if (direction * moved > furthest) [furthest, since] = [direction * moved, 0]
    }
    for (const inner of changed.keys()) this.#current[inner] = this.#tables.inner[inner] ?? 0
    return this.#index(cell, direction) !== undefined
  }

  /** Each witness is shown to all primaries. */
  #note(changed: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const moved = new Map<number, number>()
    for (const [inner, change] of changed) for (const cell of this.#support.cellsOf(inner)) moved.set(cell, (moved.get(cell) ?? 0) + change)
    const served = [...moved].flatMap(([cell, change]) => {
      if (this.#tables.cells[cell]?.protection === undefined) return []
      const direction: Direction = change > 0 ? 1 : -1
      const enough = change !== 0 && direction * change >= distanceNeeded(this.#tables, cell, direction)
      return enough && this.#index(cell, direction) === undefined ? [`${cell} ${direction}`] : []
    })
    if (served.length === 0) return moved
    const witness = this.#witnesses.push([...changed]) - 1
    for (const name of served) this.#reached.set(name, witness)
    return moved
  }

  #valueAt(places: readonly number[]): number {
    const inner = this.#support.find(places)
    return inner === undefined ? 0 : (this.#current[inner] ?? 0)
  }

  /** New values of some combinations, that move the cell in the direction and leave each published sum as it is. */
  #step(cell: number, direction: Direction, attempt: number): readonly (readonly [inner: number, value: number])[] {
    const box = this.#boxes.boxAround({ cell, direction, current: this.#current, attempt })
    const values = box.map((places) => this.#valueAt(places))
    const cost = Float64Array.from(box, (places) => (this.#support.cellsAt(places).includes(cell) ? -direction : 0))
    if (cost.every((value) => value === 0)) return []
    const sums = new Map<number, [number, number][]>()
    for (const [column, places] of box.entries()) {
      for (const published of this.#support.cellsAt(places).filter((other) => !this.#withheld[other])) {
        const row = sums.get(published)
        if (row) row.push([column, 1])
        else sums.set(published, [[column, 1]])
      }
    }
    const rows = [...new Map([...sums.values()].map((row) => [row.map(([column]) => column).join(), row])).values()]
    const level = Float64Array.from(rows, (row) => row.reduce((sum, [column]) => sum + (values[column] ?? 0), 0))
    const model = loadProblem(this.#solver, {
      lower: new Float64Array(box.length),
      // Further than needed is of no use, and the doubt may be without end.
      upper: Float64Array.from(values, (value) => value + distanceNeeded(this.#tables, cell, 1) + 1),
      cost,
      rows: rowsOf(rows),
      rowLower: level,
      rowUpper: level,
      whole: true,
    })
    model.options.set({ mip_max_nodes: 200 })
    model.run()
    const isFound = isOptimal(this.#solver, model)
    const found = isFound ? Array.from(model.getSolution().colValue, Math.round) : []
    model.dispose()
    if (!rows.every((row, index) => row.reduce((sum, [column]) => sum + (found[column] ?? Number.NaN), 0) === level[index])) return []
    return box.flatMap((places, column) => (found[column] === values[column] ? [] : [[this.#support.indexOf(places), found[column] ?? 0] as const]))
  }
}
