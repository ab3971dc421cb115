import { isOpen, type CaseState } from './case-state.ts'
import { runningClocks, type Running } from './clocks.ts'

/** What the host knows of a case: the hour of each step, and of the last word to the person. */
type Row = {
  readonly filed_at: Date
  readonly state: CaseState
  readonly since: Date
  readonly last_word: Date | null
  readonly inquiry_from: Date | null
}

/** Dates of an open case that have passed. Dates that members moved are sealed, and footage is: the host counts neither. */
export function passedDates({ filed_at, state, since, last_word, inquiry_from }: Row, now: Date): readonly Running[] {
  if (!isOpen(state)) return []
  const times = {
    filed: filed_at,
    state,
    since,
    lastWord: last_word ?? undefined,
    inquiryFrom: inquiry_from ?? undefined,
    changes: [],
    footage: false,
  }
  return runningClocks(times, now).filter(({ overdue }) => overdue)
}
