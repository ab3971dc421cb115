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
  /** Each person counted may be the attacker, and knows their own record (formats/disclosure.md, insider mode). */
  readonly insider?: boolean
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

/** What cells that found no certificate are asked for beside their own need, each time that something more is withheld for them. */
const MORE_DOUBT = [0, 2, 5] as const

/**
 * What is sensitive is said in the tables; what is withheld beside it, and a certificate in whole numbers for each primary, checked by
 * the checker. Where a certificate is not found, more is withheld around it. What cannot be certified is not published: the refusal
 * names the cells.
 */
export function protectTables(
  solver: Solver,
  { layout, tables, effort, ...request }: TablesRequest,
): Result<ProtectedRelease, 'not-protectable' | 'not-certified' | 'certificate-flawed'> {
  const failing = new Set<number>()
  let refused: Result<ProtectedRelease, 'not-certified' | 'certificate-flawed'> = refuse('not-certified')
  for (const more of MORE_DOUBT) {
    const { withheld, unprotected } = suppress(solver, tabulateApart(layout, withMoreDoubt(tables, failing, more)), effort)
    if (unprotected.length > 0 && more > 0) return refused
    if (unprotected.length > 0) return refuse('not-protectable', { cells: namesOf(tables, unprotected), first: unprotected[0] ?? -1 })
    refused = certifyTables(solver, { layout, tables, withheld, ...request })
    if (refused.ok || refused.code !== 'not-certified') return refused
    failing.add(Number(refused.evidence.first ?? -1))
  }
  return refused
}

/** The attacker is to be left with a wider range than the rule asks for. */
function withMoreDoubt(tables: LinkedTables, cells: ReadonlySet<number>, more: number): LinkedTables {
  const widened = tables.cells.map((cell, index) =>
    cell.protection && cells.has(index) ? { ...cell, protection: { ...cell.protection, most: cell.protection.most + more } } : cell,
  )
  return { ...tables, cells: widened }
}

export type CertifyRequest = Omit<TablesRequest, 'effort'> & { readonly withheld: Pattern }

/** Certificates for what is withheld already, checked by the checker. */
export function certifyTables(
  solver: Solver,
  { layout, tables, support, withheld, tries = 150, stopAtFailure = false, insider = false }: CertifyRequest,
): Result<ProtectedRelease, 'not-certified' | 'certificate-flawed'> {
  const { witnesses, certificates, failed } = findWitnesses(
    solver,
    { layout, tables, withheld, stopAtFailure, insider, ...(support && { support }) },
    tries,
  )
  if (failed.length > 0) return refuse('not-certified', { cells: namesOf(tables, failed), first: failed[0] ?? -1 })
  const whole = support === undefined ? tables : overSupport(tables, support)
  const flaws = checkCertificates({ tables: whole, withheld, witnesses, certificates, insider })
  if (flaws.length > 0) return refuse('certificate-flawed', { flaws: flaws.length })
  return accept({ tables: whole, withheld, secondary: countSecondary(tables, withheld), witnesses, certificates })
}

/** For the person who decides to coarsen: never in public, where the name alone says that the count is small. */
export function namesOf({ cells }: LinkedTables, named: readonly number[]): string {
  return named.map((cell) => (cells[cell]?.labels ?? []).join(' × ')).join(' · ')
}
