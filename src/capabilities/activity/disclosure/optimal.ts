import { isEnough, openAttacker, type Attacker } from './attack.ts'
import { Barriers } from './barriers.ts'
import { aimsOf, type Aim } from './clean-up.ts'
import { countSecondary, primaryPattern, type LinkedTables, type Pattern } from './linked-tables.ts'
import { isOptimal, loadProblem, rowsOf, type Solver } from './solver.ts'
import type { Suppression } from './suppress.ts'

/**
 * The exact mode, for small tables (Fischetti and Salazar, Management Science 47, 2001): the lightest pattern that hits every barrier
 * known so far, by a 0/1 program; the attacker shows which barriers it misses; until there is none. `bound`: proven, no pattern that
 * protects all has fewer secondary cells. When the rounds run out, `suppression` is undefined and the bound stands.
 */
export type Optimum = { readonly suppression: Suppression | undefined; readonly bound: number }

export function findOptimum(solver: Solver, tables: LinkedTables, rounds = 200): Optimum {
  const barriers = new Barriers()
  const attacker = openAttacker(solver, tables, primaryPattern(tables))
  const aims = aimsOf(tables)
  let withheld = primaryPattern(tables)
  let suppression: Suppression | undefined
  for (let round = 0; round < rounds && suppression === undefined; round += 1) {
    const missed = missedAims(attacker, aims, withheld)
    if (missed.length === 0) suppression = { withheld, secondary: countSecondary(tables, withheld), unprotected: [] }
    else {
      const published = [...withheld.keys()].filter((cell) => !withheld[cell])
      const sets = missed.map((one) => tighten({ attacker, published }, one))
      // Nothing to withhold would help: some primary cannot be protected at this detail.
      if (sets.some((set) => set.length === 0)) {
        suppression = { withheld, secondary: countSecondary(tables, withheld), unprotected: [...new Set(missed.map(({ aim }) => aim.cell))] }
      }
      for (const set of sets) barriers.add(set)
      withheld = lightestHit(solver, tables, barriers)
    }
  }
  attacker.close()
  return { suppression, bound: countSecondary(tables, withheld) }
}

type Published = { readonly attacker: Attacker; readonly published: readonly number[] }
type Missed = { readonly aim: Aim; readonly barrier: readonly number[] }

function missedAims(attacker: Attacker, aims: readonly Aim[], withheld: Pattern): readonly Missed[] {
  for (const cell of withheld.keys()) attacker.setWithheld(cell, withheld[cell] === 1)
  const seen: Float64Array[] = []
  return aims.flatMap((aim) => {
    if (seen.some((changes) => isEnough(aim.direction * (changes[aim.cell] ?? 0), aim.needed))) return []
    const { distance, changes, barrier } = attacker.push(aim.cell, aim.direction, aim.needed)
    if (!isEnough(distance, aim.needed)) return [{ aim, barrier }]
    seen.push(changes)
    return []
  })
}

/**
 * A smaller barrier says more: each of its cells is withheld in turn, and stays so while the aim is still missed. It is kept when the aim
 * is missed with everything outside it withheld, which is what a barrier says; otherwise all published cells together are one.
 */
function tighten({ attacker, published }: Published, { aim, barrier }: Missed): readonly number[] {
  const { cell, direction, needed } = aim
  const opened: number[] = []
  let tight = barrier
  for (const candidate of barrier) {
    if (!tight.includes(candidate)) continue
    attacker.setWithheld(candidate, true)
    const attempt = attacker.push(cell, direction, needed)
    if (isEnough(attempt.distance, needed)) attacker.setWithheld(candidate, false)
    else {
      opened.push(candidate)
      tight = attempt.barrier
    }
  }
  for (const candidate of opened) attacker.setWithheld(candidate, false)
  const outside = published.filter((candidate) => !tight.includes(candidate))
  for (const candidate of outside) attacker.setWithheld(candidate, true)
  const holds = !isEnough(attacker.push(cell, direction, needed).distance, needed)
  for (const candidate of outside) attacker.setWithheld(candidate, false)
  return holds ? tight : published
}

function lightestHit(solver: Solver, tables: LinkedTables, { sets }: Barriers): Pattern {
  const cells = tables.cells.length
  const model = loadProblem(solver, {
    lower: Float64Array.from(primaryPattern(tables)),
    upper: new Float64Array(cells).fill(1),
    cost: Float64Array.from(tables.cells, ({ places }) => places),
    rows: rowsOf(sets.map((set) => set.map((cell) => [cell, 1] as const))),
    rowLower: new Float64Array(sets.length).fill(1),
    rowUpper: new Float64Array(sets.length).fill(solver.infinity),
    whole: true,
  })
  model.options.set({ mip_rel_gap: 0 })
  model.run()
  if (!isOptimal(solver, model)) throw new Error('the lightest pattern was not proven: the solver stopped before its end')
  const withheld = Uint8Array.from(model.getSolution().colValue, Math.round)
  model.dispose()
  return withheld
}
