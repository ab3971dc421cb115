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
/**
 * Indexes into `witnesses`; the truth itself is −1. `lows`, `highs`: further ones, for an insider whose own record the first leaves no
 * room for (formats/disclosure.md, insider mode).
 */
export type Certificate = {
  readonly cell: number
  readonly low: number
  readonly high: number
  readonly lows?: readonly number[]
  readonly highs?: readonly number[]
}
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
  /** The attacker may be anyone who is counted, and knows their own record. */
  readonly insider?: boolean
}

/** `tries`: steps for one primary and direction that bring nothing, before it counts as failed. */
export function findWitnesses(solver: Solver, { stopAtFailure = false, insider = false, ...release }: Release, tries: number): Certification {
  const search = new WitnessSearch(solver, release)
  const cells = primariesOf(release.tables)
  const isHeld = (cell: number, direction: Direction) =>
    search.reach({ cell, direction }, tries) && (!insider || search.reachFromWithin({ cell, direction }, tries))
  const failing = new Set<number>()
  for (const cell of cells) {
    if (([-1, 1] as const).every((direction) => isHeld(cell, direction))) continue
    if (stopAtFailure) return { witnesses: [], certificates: [], failed: [cell] }
    failing.add(cell)
  }
  const { witnesses, certificates: found } = search.result()
  const certificates = found.filter(({ cell }) => !failing.has(cell))
  const certified = new Set(certificates.map(({ cell }) => cell))
  return { witnesses, certificates, failed: cells.filter((cell) => !certified.has(cell)) }
}

/** `own`: a combination whose number stays 1 or more, because the attacker is in it. */
type Goal = { readonly cell: number; readonly direction: Direction; readonly own?: number }
/** `moved`: by how much each cell differs from the truth. */
type Found = { readonly changes: ReadonlyMap<number, number>; readonly moved: ReadonlyMap<number, number> }

function isServed({ cell, direction }: Goal, { moved, needed }: { readonly moved: ReadonlyMap<number, number>; readonly needed: number }): boolean {
  return direction * (moved.get(cell) ?? 0) >= needed
}

class WitnessSearch {
  readonly #solver: Solver
  readonly #tables: LinkedTables
  readonly #withheld: Pattern
  readonly #support: Support
  readonly #boxes: Boxes
  readonly #witnesses: Found[] = []
  readonly #reached = new Map<string, number>()
  readonly #fromWithin = new Map<string, Set<number>>()
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
    const certificates = primariesOf(this.#tables).flatMap((cell): readonly Certificate[] => {
      const [low, high] = [this.#index({ cell, direction: -1 }), this.#index({ cell, direction: 1 })]
      const [lows, highs] = ([-1, 1] as const).map((direction) => [...(this.#fromWithin.get(`${cell} ${direction}`) ?? [])])
      if (low === undefined || high === undefined) return []
      return [{ cell, low, high, ...(lows && lows.length > 0 && { lows }), ...(highs && highs.length > 0 && { highs }) }]
    })
    return { witnesses: this.#witnesses.map(({ changes }) => [...changes]), certificates }
  }

  #index({ cell, direction }: Goal): number | undefined {
    return distanceNeeded(this.#tables, cell, direction) === 0 ? -1 : this.#reached.get(`${cell} ${direction}`)
  }

  /** One who knows that a record is theirs knows that it is there: a number that is theirs alone may be 1 instead of 0. */
  #needed({ cell, direction, own }: Goal): number {
    const needed = distanceNeeded(this.#tables, cell, direction)
    const isInside = direction < 0 && own !== undefined && this.#support.cellsOf(own).includes(cell)
    return isInside && this.#tables.cells[cell]?.protection?.least === 0 ? Math.max(0, needed - 1) : needed
  }

  reach(goal: Goal, tries: number): boolean {
    if (this.#index(goal) === undefined) this.#search(goal, tries)
    return this.#index(goal) !== undefined
  }

  /** Every record that the witness leaves no room for may be the attacker's: each needs a witness of its own, or shares one. */
  reachFromWithin({ cell, direction }: Goal, tries: number): boolean {
    const main = this.#index({ cell, direction }) ?? -1
    const served = new Set<number>()
    for (const [own, change] of this.#witnesses[main]?.changes ?? []) {
      const held = this.#tables.inner[own] ?? 0
      if (held === 0 || held + change > 0) continue
      const found = this.#serving({ cell, direction, own }) ?? this.#search({ cell, direction, own }, tries)
      if (found === undefined) return false
      if (found >= 0) served.add(found)
    }
    this.#fromWithin.set(`${cell} ${direction}`, served)
    return true
  }

  /** A table that is known already and will do. */
  #serving(goal: Goal): number | undefined {
    const needed = this.#needed(goal)
    if (needed === 0) return -1
    const found = this.#witnesses.findIndex(({ moved, changes }) => isServed(goal, { moved, needed }) && this.#isKept(goal, changes))
    return found < 0 ? undefined : found
  }

  #isKept({ own }: Goal, changes: ReadonlyMap<number, number>): boolean {
    return own === undefined || (this.#tables.inner[own] ?? 0) + (changes.get(own) ?? 0) > 0
  }

  /** From the truth, step by step, until the goal is reached: the witness that reaches it. */
  #search(goal: Goal, tries: number): number | undefined {
    const changed = new Map<number, number>()
    const needed = this.#needed(goal)
    const { cell, direction } = goal
    let [furthest, reached]: [number, number | undefined] = [0, undefined]
    for (let attempt = 0, since = 0; since < tries && reached === undefined; attempt += 1, since += 1) {
      const step = this.#step(goal, attempt)
      for (const [inner, value] of step) {
        const change = value - (this.#tables.inner[inner] ?? 0)
        this.#current[inner] = value
        if (change === 0) changed.delete(inner)
        else changed.set(inner, change)
      }
      if (step.length === 0) continue
      const moved = this.#movedBy(changed)
      reached = isServed(goal, { moved, needed }) ? this.#keep(changed, moved) : this.#note(changed, moved)
      if (direction * (moved.get(cell) ?? 0) > furthest) [furthest, since] = [direction * (moved.get(cell) ?? 0), 0]
    }
    for (const inner of changed.keys()) this.#current[inner] = this.#tables.inner[inner] ?? 0
    return reached
  }

  #movedBy(changed: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const moved = new Map<number, number>()
    for (const [inner, change] of changed) for (const cell of this.#support.cellsOf(inner)) moved.set(cell, (moved.get(cell) ?? 0) + change)
    return moved
  }

  /** What serves another primary on the way is kept for it; the search goes on. */
  #note(changed: ReadonlyMap<number, number>, moved: ReadonlyMap<number, number>): undefined {
    if (this.#servedBy(moved).length > 0) this.#keep(changed, moved)
    return undefined
  }

  #keep(changed: ReadonlyMap<number, number>, moved: ReadonlyMap<number, number>): number {
    const witness = this.#witnesses.push({ changes: new Map(changed), moved }) - 1
    for (const name of this.#servedBy(moved)) this.#reached.set(name, witness)
    return witness
  }

  /** Primaries that had no such table yet. */
  #servedBy(moved: ReadonlyMap<number, number>): readonly string[] {
    return [...moved].flatMap(([cell, change]) => {
      if (this.#tables.cells[cell]?.protection === undefined) return []
      const direction: Direction = change > 0 ? 1 : -1
      const enough = change !== 0 && direction * change >= distanceNeeded(this.#tables, cell, direction)
      return enough && this.#index({ cell, direction }) === undefined ? [`${cell} ${direction}`] : []
    })
  }

  #valueAt(places: readonly number[]): number {
    const inner = this.#support.find(places)
    return inner === undefined ? 0 : (this.#current[inner] ?? 0)
  }

  /** New values of some combinations, that move the cell in the direction and leave each published sum as it is. */
  #step({ cell, direction, own }: Goal, attempt: number): readonly (readonly [inner: number, value: number])[] {
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
      lower: Float64Array.from(box, (places) => (own !== undefined && this.#support.find(places) === own ? 1 : 0)),
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
