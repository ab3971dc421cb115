import { distanceNeeded, isEnough, type Direction } from './attack.ts'
import { primariesOf, type LinkedTables, type Pattern } from './linked-tables.ts'
import { isOptimal, loadProblem, rowsOf, type Model, type Solver } from './solver.ts'

/** What withholding a cell costs. */
export type Cost = (cell: number) => number

export type PathFinder = {
  /** `start`, and what must be withheld beside it so that each primary can be moved as far as it needs. */
  readonly walk: (start: Pattern, cost: Cost) => Pattern
  readonly close: () => void
}

/**
 * Suppression along the paths of linear programs: for each primary and direction, the cheapest change of the whole set of tables that
 * moves it far enough; every cell on the path is withheld. Columns: the change of each finest combination, then what each cell gains,
 * then what it loses.
 */
export function openPathFinder(solver: Solver, tables: LinkedTables): PathFinder {
  const { inner, cells } = tables
  const columns = inner.length + 2 * cells.length
  const lower = new Float64Array(columns)
  for (const [index, value] of inner.entries()) lower[index] = -value
  const upper = new Float64Array(columns).fill(solver.infinity)
  // What an earlier release has published cannot move.
  for (const [cell, { fixed }] of cells.entries()) {
    if (fixed === 'published') for (const moved of [inner.length + cell, inner.length + cells.length + cell]) upper[moved] = 0
  }
  const rows = rowsOf([
    ...cells.map(({ members }, cell) => [
      ...Array.from(members, (member) => [member, 1] as const),
      [inner.length + cell, -1] as const,
      [inner.length + cells.length + cell, 1] as const,
    ]),
    ...tables.ties,
  ])
  const level = new Float64Array(cells.length + tables.ties.length)
  const model = loadProblem(solver, { lower, upper, rows, rowLower: level, rowUpper: level })
  return { walk: (start, cost) => walk({ solver, tables, model, cost }, start), close: () => model.dispose() }
}

type Walking = { readonly solver: Solver; readonly tables: LinkedTables; readonly model: Model; readonly cost: Cost }

function walk(walking: Walking, start: Pattern): Pattern {
  const { tables } = walking
  const withheld = start.slice()
  const primaries = primariesOf(tables)
  const reached = new Map(primaries.map((cell) => [cell, { low: 0, high: 0 }]))
  const bySize = [...primaries].sort((left, right) => (tables.cells[right]?.value ?? 0) - (tables.cells[left]?.value ?? 0))
  for (const cell of bySize) {
    for (const direction of [1, -1] as const) {
      const range = reached.get(cell) ?? { low: 0, high: 0 }
      if (isEnough(direction > 0 ? range.high : -range.low, distanceNeeded(tables, cell, direction))) continue
      const changes = cheapestPath(walking, { cell, direction, withheld })
      for (const [index, change] of changes.entries()) if (Math.abs(change) > 1e-7) withheld[index] = 1
      for (const [other, known] of reached) {
        known.low = Math.min(known.low, changes[other] ?? 0)
        known.high = Math.max(known.high, changes[other] ?? 0)
      }
    }
  }
  return withheld
}

type Step = { readonly cell: number; readonly direction: Direction; readonly withheld: Pattern }

/** Change of each cell on the cheapest path; all zero when there is none. */
function cheapestPath({ solver, tables, model, cost }: Walking, { cell, direction, withheld }: Step): Float64Array {
  const { inner, cells } = tables
  const [gains, losses] = [inner.length, inner.length + cells.length]
  const needed = distanceNeeded(tables, cell, direction)
  const costs = new Float64Array(losses + cells.length)
  for (const [index, { value, places }] of cells.entries()) {
    if (withheld[index]) continue
    const weight = (places * cost(index)) / Math.max(1e-3, Math.min(value, needed))
    costs[gains + index] = weight
    costs[losses + index] = weight
  }
  model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs)
  const [moved, held] = direction > 0 ? [gains + cell, losses + cell] : [losses + cell, gains + cell]
  model.changeColBounds(moved, needed, solver.infinity)
  model.changeColBounds(held, 0, 0)
  model.run()
  const found = isOptimal(solver, model)
  const values = model.getSolution().colValue
  model.changeColBounds(moved, 0, solver.infinity)
  model.changeColBounds(held, 0, solver.infinity)
  return Float64Array.from(cells, (_, index) => (found ? (values[gains + index] ?? 0) - (values[losses + index] ?? 0) : 0))
}
