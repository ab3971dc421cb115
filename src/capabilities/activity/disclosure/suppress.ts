import { seededRandom } from '../../../foundation/seeded-random.ts'
import { openAttacker } from './attack.ts'
import { Barriers } from './barriers.ts'
import { cleanUp } from './clean-up.ts'
import { countSecondary, isSecondary, primaryPattern, type LinkedTables, type Pattern } from './linked-tables.ts'
import { openPathFinder, type Cost } from './paths.ts'
import type { Solver } from './solver.ts'

export type Suppression = {
  readonly withheld: Pattern
  /** Withheld cells that are not sensitive by themselves. */
  readonly secondary: number
  /** Primaries that remain too narrow whatever is withheld: such tables cannot be published at this detail. */
  readonly unprotected: readonly number[]
}

export type Effort = {
  /** What withholding a cell costs; by default each costs the same, so that few are withheld. */
  readonly cost?: Cost
  /** First attempts, with uneven costs; the lightest is cleaned up. */
  readonly walks?: number
  /** How often a part of what is withheld is given back and found anew. */
  readonly rounds?: number
}

/** Share of the secondary cells that a round gives back. */
const GIVEN_BACK = 0.15
/** Costs are spread up to twice their value, so that each attempt breaks ties elsewhere. */
const UNEVEN = 1

/**
 * Complementary suppression: along the paths of linear programs, cleaned up, then improved in rounds; the lightest pattern is kept.
 * Chance comes from a fixed seed: the same tables and effort give the same pattern.
 */
export function suppress(solver: Solver, tables: LinkedTables, { cost = () => 1, walks = 1, rounds = 0 }: Effort = {}): Suppression {
  const random = seededRandom(tables.cells.length + 1)
  const finder = openPathFinder(solver, tables)
  const cleaner = {
    tables,
    attacker: openAttacker(solver, tables, primaryPattern(tables)),
    barriers: new Barriers(),
    lost: new Map<string, number>(),
  }
  const walk = (start: Pattern): Walk => {
    const costs = tables.cells.map((_, cell) => cost(cell) * (1 + UNEVEN * random.share()))
    const uneven = (cell: number) => costs[cell] ?? 1
    return { withheld: finder.walk(start, uneven), uneven }
  }
  const clean = ({ withheld, uneven }: Walk): Suppression => {
    const unprotected = cleanUp(cleaner, withheld, uneven)
    return { withheld, secondary: countSecondary(tables, withheld), unprotected }
  }
  const mayGoBack = tables.cells.map(isSecondary)
  let best = clean(
    lightest(
      tables,
      Array.from({ length: Math.max(1, walks) }, () => walk(primaryPattern(tables))),
    ),
  )
  for (let round = 0; round < rounds && best.unprotected.length === 0; round += 1) {
    const start = best.withheld.map((withheld, cell) => (withheld && mayGoBack[cell] && random.share() < GIVEN_BACK ? 0 : withheld))
    const other = clean(walk(start))
    if (other.unprotected.length === 0 && other.secondary <= best.secondary) best = other
  }
  finder.close()
  cleaner.attacker.close()
  return best
}

type Walk = { readonly withheld: Pattern; readonly uneven: Cost }

function lightest(tables: LinkedTables, walks: readonly Walk[]): Walk {
  const weight = ({ withheld }: Walk) => countSecondary(tables, withheld)
  return walks.reduce((left, right) => (weight(right) < weight(left) ? right : left))
}
