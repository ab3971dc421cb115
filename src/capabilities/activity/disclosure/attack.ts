import type { LinkedTables, Pattern } from './linked-tables.ts'
import { isOptimal, loadProblem, rowsOf, type Model, type Solver } from './solver.ts'

/*
 * The attacker of formats/disclosure.md: who knows each published sum, and that no number is negative, asks how low and how high a
 * withheld one can be. Worked in differences from the truth, one column per finest combination, one row per cell: a published cell's
 * row is 0, a withheld one's is free. Primal simplex with a warm start: between two questions only the costs change.
 */
export type Direction = 1 | -1

/** How far the cell can be moved, by which change of every cell, and which published cells hold it there. */
export type Move = { readonly distance: number; readonly changes: Float64Array; readonly barrier: readonly number[] }

export type Attacker = {
  readonly setWithheld: (cell: number, withheld: boolean) => void
  /** `enough`: the attack stops there, so that no more is computed than is asked. A published cell cannot be moved at all. */
  readonly push: (cell: number, direction: Direction, enough: number) => Move
  readonly close: () => void
}

export function openAttacker(solver: Solver, tables: LinkedTables, withheld: Pattern): Attacker {
  const { inner, cells } = tables
  const rows = rowsOf([...cells.map(({ members }) => Array.from(members, (member) => [member, 1] as const)), ...tables.ties])
  const known = (end: number) => [...cells.map((_, cell) => (withheld[cell] ? end : 0)), ...tables.ties.map(() => 0)]
  const model = loadProblem(solver, {
    lower: inner.map((value) => -value),
    upper: new Float64Array(inner.length).fill(solver.infinity),
    rows,
    rowLower: Float64Array.from(known(-solver.infinity)),
    rowUpper: Float64Array.from(known(solver.infinity)),
  })
  model.options.set({ presolve: 'off', solver: 'simplex', simplex_strategy: 4 })
  const free = (cell: number) => model.changeRowBounds(cell, -solver.infinity, solver.infinity)
  const hidden = withheld.slice()
  let costed = new Int32Array()
  const aim = (members: Int32Array, cost: number) => {
    if (costed.length > 0) model.changeColsCost({ kind: 'set', indices: costed }, new Float64Array(costed.length))
    model.changeColsCost({ kind: 'set', indices: members }, new Float64Array(members.length).fill(cost))
    costed = Int32Array.from(members)
  }
  return {
    setWithheld: (cell, isWithheld) => {
      hidden[cell] = isWithheld ? 1 : 0
      if (isWithheld) free(cell)
      else model.changeRowBounds(cell, 0, 0)
    },
    push: (cell, direction, enough) => {
      const { members } = cells[cell] ?? refuseUnknown(cell)
      if (!hidden[cell]) return unmoved(tables)
      aim(members, -direction)
      model.changeRowBounds(cell, direction > 0 ? -solver.infinity : -enough, direction > 0 ? enough : solver.infinity)
      model.run()
      const move = readMove(solver, model, { tables, cell, direction })
      free(cell)
      return move
    },
    close: () => model.dispose(),
  }
}

type Question = { readonly tables: LinkedTables; readonly cell: number; readonly direction: Direction }

function readMove(solver: Solver, model: Model, { tables, cell, direction }: Question): Move {
  // What cannot be solved counts as no uncertainty at all.
  if (!isOptimal(solver, model)) return unmoved(tables)
  const { rowValue, rowDual } = model.getSolution()
  const changes = Float64Array.from(rowValue.slice(0, tables.cells.length))
  const barrier = [...changes.keys()].filter((row) => row !== cell && Math.abs(rowDual[row] ?? 0) > 1e-7)
  return { distance: direction * (changes[cell] ?? 0), changes, barrier }
}

function unmoved({ cells }: LinkedTables): Move {
  return { distance: 0, changes: new Float64Array(cells.length), barrier: [] }
}

function refuseUnknown(cell: number): never {
  throw new RangeError(`there is no cell ${cell} in these tables`)
}

/** How far a primary must be movable in a direction, as a difference from its true value; 0 when the truth itself is enough. */
export function distanceNeeded(tables: LinkedTables, cell: number, direction: Direction): number {
  const { value, protection } = tables.cells[cell] ?? refuseUnknown(cell)
  if (!protection) return 0
  return Math.max(0, direction > 0 ? protection.most - value : value - protection.least)
}

/** Numbers of the solver are compared with this slack, relative to what is asked. */
export function isEnough(distance: number, needed: number): boolean {
  return distance >= needed - 1e-6 * Math.max(1, needed)
}

export type Finding = { readonly cell: number; readonly low: number; readonly high: number; readonly safe: boolean }

/**
 * The real-valued audit: for each primary, whether the attacker is left with a wide enough interval; of it, `low` and `high` were
 * reached, and no more was asked than is required. Each answer of the solver is a whole table: what it shows of other primaries is not
 * asked again. A primary that is published is not safe.
 */
export function audit(solver: Solver, whole: LinkedTables, pattern: Pattern): readonly Finding[] {
  const kept = neededForAudit(whole, pattern)
  const tables = { ...whole, cells: kept.map((cell) => whole.cells[cell] ?? refuseUnknown(cell)) }
  const attacker = openAttacker(
    solver,
    tables,
    Uint8Array.from(kept, (cell) => pattern[cell] ?? 1),
  )
  const primaries = tables.cells.flatMap(({ protection }, cell) => (protection ? [cell] : []))
  const reached = new Map(primaries.map((cell) => [cell, { low: 0, high: 0 }]))
  const note = ({ changes }: Move) => {
    for (const [cell, range] of reached) {
      range.low = Math.min(range.low, changes[cell] ?? 0)
      range.high = Math.max(range.high, changes[cell] ?? 0)
    }
  }
  for (const [cell, range] of reached) {
    for (const direction of [1, -1] as const) {
      const needed = distanceNeeded(tables, cell, direction)
      const has = direction > 0 ? range.high : -range.low
      if (!isEnough(has, needed)) note(attacker.push(cell, direction, needed))
    }
  }
  attacker.close()
  return primaries.map((cell) => {
    const value = tables.cells[cell]?.value ?? 0
    const { low, high } = reached.get(cell) ?? { low: 0, high: 0 }
    const isWithheld = pattern[kept[cell] ?? -1] === 1
    const safe = isWithheld && isEnough(high, distanceNeeded(tables, cell, 1)) && isEnough(-low, distanceNeeded(tables, cell, -1))
    return { cell: kept[cell] ?? 0, low: value + low, high: value + high, safe }
  })
}

/** Without what says nothing new: a published cell whose parts are all published, and a withheld one that is not asked about. */
function neededForAudit({ cells }: LinkedTables, withheld: Pattern): readonly number[] {
  return cells.flatMap(({ protection, parts = [] }, cell) => {
    const implied = parts.some((part) => part.every((other) => !withheld[other]))
    return protection || !(withheld[cell] || implied) ? [cell] : []
  })
}
