import { deadlineOf, type Deadline, type Term } from '../../../foundation/deadline.ts'
import type { CaseState } from './case-state.ts'

/**
 * How long a case is kept once nobody acts in it any more (RGPD art. 5.1 e): six years when it was closed, the time in which an offence of the
 * second rank may be prosecuted (CPP art. 8, read 2026-11-29); a year when it was withdrawn. To be confirmed by counsel.
 * The database holds the program to the same terms (migrations/0012_erasure.sql).
 */
export const KEPT = {
  close: { unit: 'months', count: 72 },
  retiree: { unit: 'months', count: 12 },
} as const satisfies Partial<Readonly<Record<CaseState, Term>>>

/** The last day of a case; `undefined` while somebody still has to act. */
export function erasureOf({ state, since }: { readonly state: CaseState; readonly since: Date }): Deadline | undefined {
  return state === 'close' || state === 'retiree' ? deadlineOf(since, KEPT[state]) : undefined
}
