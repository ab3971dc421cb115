import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkCertificates } from './check-certificates.ts'
import type { Layout } from './layout.ts'
import { countSecondary, type LinkedTables, type Pattern } from './linked-tables.ts'
import { withSmallCounts } from './primaries.ts'
import type { Solver } from './solver.ts'
import type { Support } from './support.ts'
import { suppress, type Effort } from './suppress.ts'
import { overSupport } from './tabulate-sparse.ts'
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

type Work = {
  readonly effort?: Effort
  /** Steps of the search for one certificate. */
  readonly tries?: number
}
export type ProtectRequest = Work & { readonly layout: Layout; readonly counts: Counts; readonly threshold: number }

/** One release of linked tables of counts, of a few small dimensions. */
export function protectRelease(solver: Solver, { layout, counts, threshold, ...work }: ProtectRequest): Result<ProtectedRelease> {
  return protectTables(solver, { layout, tables: withSmallCounts(tabulate(layout, counts), threshold), ...work })
}

export type TablesRequest = Work & {
  /** One sensitive cell without a certificate is enough to know. */
  readonly stopAtFailure?: boolean
  readonly layout: Layout
  readonly tables: LinkedTables
  readonly support?: Support
}

/**
 * What is sensitive is said in the tables; what is withheld beside it, and a certificate in whole numbers for each primary, checked by
 * the checker. What cannot be certified is not published: the refusal names the cells.
 */
export function protectTables(
  solver: Solver,
  { layout, tables, support, effort, tries = 150, stopAtFailure = false }: TablesRequest,
): Result<ProtectedRelease, 'not-protectable' | 'not-certified' | 'certificate-flawed'> {
  const { withheld, unprotected } = suppress(solver, tabulateApart(layout, tables), effort)
  if (unprotected.length > 0) return refuse('not-protectable', { cells: namesOf(tables, unprotected), first: unprotected[0] ?? -1 })
  return certifyTables(solver, { layout, tables, withheld, tries, stopAtFailure, ...(support && { support }) })
}

export type CertifyRequest = Omit<TablesRequest, 'effort'> & { readonly withheld: Pattern }

/** Certificates for what is withheld already, checked by the checker. */
export function certifyTables(
  solver: Solver,
  { layout, tables, support, withheld, tries = 150, stopAtFailure = false }: CertifyRequest,
): Result<ProtectedRelease, 'not-certified' | 'certificate-flawed'> {
  const { witnesses, certificates, failed } = findWitnesses(solver, { layout, tables, withheld, stopAtFailure, ...(support && { support }) }, tries)
  if (failed.length > 0) return refuse('not-certified', { cells: namesOf(tables, failed), first: failed[0] ?? -1 })
  const whole = support === undefined ? tables : overSupport(tables, support)
  const flaws = checkCertificates({ tables: whole, withheld, witnesses, certificates })
  if (flaws.length > 0) return refuse('certificate-flawed', { flaws: flaws.length })
  return accept({ tables: whole, withheld, secondary: countSecondary(tables, withheld), witnesses, certificates })
}

/** For the person who decides to coarsen: never in public, where the name alone says that the count is small. */
function namesOf({ cells }: LinkedTables, named: readonly number[]): string {
  return named.map((cell) => (cells[cell]?.labels ?? []).join(' × ')).join(' · ')
}
