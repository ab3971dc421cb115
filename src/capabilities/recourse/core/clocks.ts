import { deadlineOf, type Deadline, type Term } from '../../../foundation/deadline.ts'
import type { CaseState } from './case-state.ts'
import { isOpen } from './case-state.ts'

/** What a clock is for, and its term (shared/facts/deadlines.md). */
export const CLOCKS = {
  preservation: { unit: 'hours', count: 24 },
  'first-contact': { unit: 'days', count: 2 },
  update: { unit: 'days', count: 28 },
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
  /** Footage may be kept, and nobody has asked yet. */
  readonly footage: boolean
}

export type Running = {
  readonly clock: Clock
  readonly deadline: Deadline
  readonly overdue: boolean
  readonly before: readonly Deadline[]
  readonly change: Change | undefined
}

/** The clocks that run, the nearest first. Overdue is computed here, each time; nothing stores it. */
export function runningClocks(times: CaseTimes, now: Date): readonly Running[] {
  return startsOf(times)
    .map(({ clock, from }) => runningOf({ clock, from, now }, times.changes))
    .sort((one, other) => one.deadline.due.getTime() - other.deadline.due.getTime())
}

function startsOf({ filed, state, since, lastWord, footage }: CaseTimes): readonly { readonly clock: Clock; readonly from: Date }[] {
  if (state === 'close') return [{ clock: 'review', from: since }]
  if (!isOpen(state)) return []
  const starts: { clock: Clock; from: Date }[] = [{ clock: lastWord ? 'update' : 'first-contact', from: lastWord ?? filed }]
  if (footage) starts.push({ clock: 'preservation', from: filed })
  if (state === 'reexamen') starts.push({ clock: 'inquiry', from: since })
  else if (state === 'avis') starts.push({ clock: 'answer', from: since })
  else if (['accusee', 'recevabilite', 'mediation', 'enquete', 'contradictoire'].includes(state)) starts.push({ clock: 'inquiry', from: filed })
  return starts
}

function runningOf({ clock, from, now }: { readonly clock: Clock; readonly from: Date; readonly now: Date }, all: readonly Change[]): Running {
  const changes = all.filter((change) => change.clock === clock && change.at >= from)
  const dates = [CLOCKS[clock], ...changes.map(({ term }) => term)].map((term) => deadlineOf(from, term))
  const deadline = dates.at(-1) ?? deadlineOf(from, CLOCKS[clock])
  return { clock, deadline, overdue: now >= deadline.due, before: dates.slice(0, -1), change: changes.at(-1) }
}
