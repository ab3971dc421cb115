import { accept, refuse, type Refused, type Result } from '../../../foundation/result.ts'
import { FEW_SENSITIVE, FEW_WITHHELD, makeCoarser, mostCells, tableOf, variantsOf, type Choice } from './coarser.ts'
import { crossable, type Dimension, type Layout, type Table } from './layout.ts'
import { openLedger, type EarlierRelease, type LedgerRefusal } from './ledger.ts'
import { TOTAL, type LinkedTables } from './linked-tables.ts'
import { withOfficerRule } from './officers.ts'
import { withOneOutcomeRule } from './one-outcome.ts'
import { findOptimum } from './optimal.ts'
import { withSmallCounts } from './primaries.ts'
import { certifyTables, namesOf, protectTables, type ProtectedRelease } from './protect-release.ts'
import type { Lattice, Tabulated } from './read-lattice.ts'
import type { Solver } from './solver.ts'
import { keyOf, keysOfTable, tabulateApart } from './tabulate.ts'

export type LatticeWork = { readonly lattice: Lattice; readonly tabulated: Tabulated; readonly earlier: readonly EarlierRelease[] }
export type LatticeSpace = { readonly layout: Layout; readonly tables: LinkedTables }

/** These tables of a lattice, with all that was published before: every rule that makes a number sensitive is marked in its cells. */
export function openLatticeSpace(
  { lattice, tabulated, earlier }: LatticeWork,
  own: readonly Table[],
): Result<LatticeSpace, LedgerRefusal | 'lattice-wrong'> {
  const known = crossable(tabulated.layout.dimensions)
  const unknown = own.flat().find((name) => !known.has(name))
  if (unknown !== undefined) return refuse('lattice-wrong', { problem: `a table crosses ${unknown}, which no dimension has` })
  const opened = openLedger({ dimensions: tabulated.layout.dimensions, own, counts: tabulated.counts, earlier })
  if (!opened.ok) return opened
  const { threshold, outcome, officers } = lattice
  const small = withSmallCounts(opened.value.tables, threshold)
  const alike = outcome === undefined ? small : withOneOutcomeRule(small, { outcome: outcome.dimension, persons: outcome.persons })
  const few = officers === undefined ? alike : withOfficerRule(alike, { crews: tabulated.crews, fewest: officers.fewest, threshold })
  return accept({ layout: opened.value.layout, tables: { ...few, cells: few.cells.map(withoutSecretOfYesterday) } })
}

/** What is public already is nobody's secret any more. */
function withoutSecretOfYesterday(cell: LinkedTables['cells'][number]): LinkedTables['cells'][number] {
  const { protection, ...public_ } = cell
  return cell.fixed === 'published' || protection === undefined ? public_ : cell
}

export type LatticeRequest = LatticeWork & { readonly insider?: boolean; readonly exact?: boolean }
export type LatticeRelease = ProtectedRelease & {
  readonly layout: Layout
  readonly own: readonly Table[]
  /** Tables that became coarser, or were left out (`to` absent). */
  readonly coarsened: readonly { readonly table: Table; readonly to: Table | undefined }[]
}

/**
 * The whole pipeline of formats/disclosure.md for a city's own records. Where the lattice allows it, tables that tell too much of too few
 * are made coarser on their declared levels, or left out; otherwise what cannot be protected as asked is refused.
 */
export function protectLattice(solver: Solver, request: LatticeRequest): Result<LatticeRelease> {
  const { lattice, tabulated } = request
  const { dimensions } = tabulated.layout
  let choices: readonly Choice[] = lattice.tables.map((table) => ({
    variants: lattice.coarsen ? variantsOf(table, dimensions) : [table],
    variant: 0,
  }))
  for (;;) {
    const own = choices.map(tableOf).filter((table) => table !== undefined)
    if (own.length === 0) return refuse('nothing-publishable')
    const space = openLatticeSpace(request, own)
    if (!space.ok) return space
    const attempt = attemptOn(solver, request, space.value)
    if (attempt.ok) {
      const coarsened = choices.flatMap((choice) => (choice.variant > 0 ? [{ table: choice.variants[0] ?? [], to: tableOf(choice) }] : []))
      return accept({ ...attempt.value, layout: space.value.layout, own, coarsened })
    }
    const coarser = lattice.coarsen && makeCoarser(choices, sharesIn(dimensions, space.value.tables, attempt.isBlamed))
    if (coarser === undefined) return attempt.refusal
    choices = coarser
  }
}

type Attempt =
  | { readonly ok: true; readonly value: ProtectedRelease }
  /** `isBlamed`: cells that a coarser table would spare. */
  | { readonly ok: false; readonly refusal: Refused; readonly isBlamed: (cell: number) => boolean }

function attemptOn(solver: Solver, { lattice, insider = false, exact = false }: LatticeRequest, space: LatticeSpace): Attempt {
  const { cells } = space.tables
  const told = cells.flatMap(({ places }, cell) => (places > 0 ? [cell] : []))
  const isSensitive = (cell: number) => cells[cell]?.protection !== undefined
  const failed = (refusal: Refused, isBlamed: (cell: number) => boolean): Attempt => ({ ok: false, refusal, isBlamed })
  const countOf = (isCounted: (cell: number) => boolean) => told.filter(isCounted).length
  const tooMany = (kind: string, count: number) => refuse('too-much-withheld', { kind, count, cells: told.length })
  const most = lattice.coarsen
  if (most && countOf(isSensitive) > mostCells(told.length, { share: most.sensitive, few: FEW_SENSITIVE })) return failed(tooMany('sensitive', countOf(isSensitive)), isSensitive) // prettier-ignore
  const cost = (cell: number) => (cells[cell]?.labels.every((label) => label === TOTAL) === true ? COST_OF_WHOLE : 1)
  const released = exact ? protectExactly(solver, space, insider) : protectTables(solver, { ...space, insider, effort: { ...EFFORT, cost } })
  if (!released.ok) {
    const first = Number(released.evidence.first ?? -1)
    return failed(released, (cell) => cell === first || isSensitive(cell))
  }
  const isWithheld = (cell: number) => released.value.withheld[cell] === 1
  if (told.every(isWithheld)) return failed(refuse('nothing-publishable'), isWithheld)
  if (most && countOf(isWithheld) > mostCells(told.length, { share: most.withheld, few: FEW_WITHHELD })) return failed(tooMany('withheld', countOf(isWithheld)), isWithheld) // prettier-ignore
  return released
}

/** Search of the heuristic: few cells withheld, seconds for tables of hundreds of cells. */
const EFFORT = { walks: 4, rounds: 4 } as const
/** What people ask for first, how many in all, is the last to be withheld for another's sake. */
const COST_OF_WHOLE = 10
/** Beyond so many cells the exact search does not end in a time that people wait (formats/disclosure.md, “by size”). */
export const MOST_EXACT = 2000

/** The proven fewest, or none. */
function protectExactly(solver: Solver, { layout, tables }: LatticeSpace, insider: boolean): Result<ProtectedRelease> {
  if (tables.cells.length > MOST_EXACT) return refuse('too-large-for-exact', { cells: tables.cells.length, most: MOST_EXACT })
  const { suppression, bound } = findOptimum(solver, tabulateApart(layout, tables))
  if (suppression === undefined) return refuse('optimum-not-found', { bound })
  const [first] = suppression.unprotected
  if (first !== undefined) return refuse('not-protectable', { cells: namesOf(tables, suppression.unprotected), first })
  return certifyTables(solver, { layout, tables, withheld: suppression.withheld, insider })
}

/** Of the cells that a table tells, which share is counted; a little for each table, when the blame is another release's. */
function sharesIn(dimensions: readonly Dimension[], { cells }: LinkedTables, isCounted: (cell: number) => boolean): (choice: Choice) => number {
  const byKey = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  return (choice) => {
    const own = keysOfTable(dimensions, tableOf(choice) ?? []).map((key) => byKey.get(key) ?? -1)
    return own.filter(isCounted).length / Math.max(1, own.length) + LAST_RESORT
  }
}

const LAST_RESORT = 1e-6
