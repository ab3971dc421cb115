import { deadlineOf, type Deadline, type Term } from '../../../foundation/deadline.ts'
import type { CaseState } from './case-state.ts'
import { isOpen } from './case-state.ts'

/** What a clock is for, and its term (shared/facts/deadlines.md). */
export const CLOCKS = {
  preservation: { unit: 'hours', count: 24 },
  'first-contact': { unit: 'days', count: 2 },
  update: { unit: 'days', count: 28 },
  /** The other side's news: it runs once the authority was heard. */
  'update-authority': { unit: 'days', count: 28 },
  inquiry: { unit: 'days', count: 90 },
  /** Ours: how long the authority has before its silence on an opinion is shown as silence. */
  answer: { unit: 'months', count: 2 },
  review: { unit: 'days', count: 28 },
} as const satisfies Readonly<Record<string, Term>>

export type Clock = keyof typeof CLOCKS

/** A date that somebody moved: nothing of the old one is lost. */
export type Change = {
  readonly clock: Clock
  readonly term: Term
  readonly reason: string
  /** How the public roster shows the author. */
  readonly author: string
  readonly at: Date
}

/** What is known of a case without reading it, and what its readers know. */
export type CaseTimes = {
  readonly filed: Date
  readonly state: CaseState
  /** Of the step into the present state. */
  readonly since: Date
  /** Of the last message or step that the person was sent; `undefined` before the first. */
  readonly lastWord: Date | undefined
  readonly changes: readonly Change[]
  /** When the authority was last written to about it; it was not when absent. */
  readonly toAuthority?: Date | undefined
  /** When the inquiry's time began (`stepInquiry`); the filing when absent. */
  readonly inquiryFrom?: Date | undefined
  /** Footage may be kept, and nobody has asked yet. */
  readonly footage: boolean
}

export type Running = {
  readonly clock: Clock
  readonly deadline: Deadline
  readonly overdue: boolean
  /** It does not run from the filing, but from a review, or later by a suspension. */
  readonly shifted: boolean
  /** Each date that was moved, the first first, with who moved it and why. */
  readonly before: readonly (Deadline & { readonly change: Change })[]
}

/** A step out of one state, into another. */
export type Stepping = { readonly from: CaseState; readonly since: Date; readonly to: CaseState; readonly at: Date }

/**
 * When the inquiry's time begins after a step: a review begins it anew; what a case was suspended for is not counted. `began`: before the step.
 */
export function stepInquiry(began: Date, { from, since, to, at }: Stepping): Date {
  if (to === 'reexamen') return at
  return from === 'suspendue' ? new Date(began.getTime() + Math.max(0, at.getTime() - since.getTime())) : began
}

/** Whether a review may still be asked for: within its time of the outcome (UK rule, shared/facts/deadlines.md). `since`: when it was closed. */
export function isReviewable(since: Date, now: Date): boolean {
  return now < deadlineOf(since, CLOCKS.review).due
}

/** The clocks that run, the nearest first. Overdue is computed here, each time; nothing stores it. */
export function runningClocks(times: CaseTimes, now: Date): readonly Running[] {
  return (
    startsOf(times)
      .map(({ clock, from }) =>
        runningOf({ clock, from, now, shifted: clock === 'inquiry' && from.getTime() !== times.filed.getTime() }, times.changes),
      )
      // A review that was not asked for in its time is nobody's delay.
      .filter(({ clock, overdue }) => clock !== 'review' || !overdue)
      .sort((one, other) => one.deadline.due.getTime() - other.deadline.due.getTime())
  )
}

const INQUIRING: readonly CaseState[] = ['accusee', 'recevabilite', 'mediation', 'enquete', 'contradictoire', 'reexamen']

function startsOf({
  filed,
  state,
  since,
  lastWord,
  footage,
  toAuthority,
  inquiryFrom = filed,
}: CaseTimes): readonly { readonly clock: Clock; readonly from: Date }[] {
  if (state === 'close') return [{ clock: 'review', from: since }]
  if (!isOpen(state)) return []
  const starts: { clock: Clock; from: Date }[] = [{ clock: lastWord ? 'update' : 'first-contact', from: lastWord ?? filed }]
  if (footage) starts.push({ clock: 'preservation', from: filed })
  if (state === 'avis') starts.push({ clock: 'answer', from: since })
  if (INQUIRING.includes(state) && toAuthority) starts.push({ clock: 'update-authority', from: toAuthority })
  if (INQUIRING.includes(state)) starts.push({ clock: 'inquiry', from: inquiryFrom })
  return starts
}

type Start = { readonly clock: Clock; readonly from: Date; readonly now: Date; readonly shifted: boolean }

function runningOf({ clock, from, now, shifted }: Start, all: readonly Change[]): Running {
  const changes = all.filter((change) => change.clock === clock && change.at >= from)
  const dates = [CLOCKS[clock], ...changes.map(({ term }) => term)].map((term) => deadlineOf(from, term))
  const deadline = dates.at(-1) ?? deadlineOf(from, CLOCKS[clock])
  const before = changes.flatMap((change, index) => (dates[index] ? [{ ...dates[index], change }] : []))
  return { clock, deadline, overdue: now >= deadline.due, shifted, before }
}
