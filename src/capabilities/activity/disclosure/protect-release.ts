import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkCertificates } from './check-certificates.ts'
import type { Layout } from './layout.ts'
import { countSecondary, type LinkedTables, type Pattern } from './linked-tables.ts'
import { withSmallCounts } from './primaries.ts'
import type { Solver } from './solver.ts'
import { suppress, type Effort } from './suppress.ts'
import { tabulate, tabulateApart, type Counts } from './tabulate.ts'
import { findWitnesses, type Certificate, type Witness } from './witness.ts'

export type ProtectedRelease = {
  readonly tables: LinkedTables
  readonly withheld: Pattern
  readonly secondary: number
  /** They stay with the publisher: a witness says what the truth is not. */
  readonly witnesses: readonly Witness[]
  readonly certificates: readonly Certificate[]
}

export type ProtectRequest = {
  readonly layout: Layout
  readonly counts: Counts
  readonly threshold: number
  readonly effort?: Effort
  /** Steps of the search for one certificate. */
  readonly tries?: number
}

/**
 * One release of linked tables of counts: what is sensitive, what is withheld beside it, and a certificate in whole numbers for each
 * primary, checked by the checker. What cannot be certified is not published: the refusal names the cells.
 */
export function protectRelease(solver: Solver, { layout, counts, threshold, effort, tries = 150 }: ProtectRequest): Result<ProtectedRelease> {
  const tables = withSmallCounts(tabulate(layout, counts), threshold)
  const { withheld, unprotected } = suppress(solver, tabulateApart(layout, tables), effort)
  if (unprotected.length > 0) return refuse('not-protectable', { cells: namesOf(tables, unprotected) })
  const { witnesses, certificates, failed } = findWitnesses(solver, { layout, tables, withheld }, tries)
  if (failed.length > 0) return refuse('not-certified', { cells: namesOf(tables, failed) })
  const flaws = checkCertificates({ tables, withheld, witnesses, certificates })
  if (flaws.length > 0) return refuse('certificate-flawed', { flaws: flaws.length })
  return accept({ tables, withheld, secondary: countSecondary(tables, withheld), witnesses, certificates })
}

/** For the person who decides to coarsen: never in public, where the name alone says that the count is small. */
function namesOf({ cells }: LinkedTables, named: readonly number[]): string {
  return named.map((cell) => (cells[cell]?.labels ?? []).join(' × ')).join(' · ')
}
