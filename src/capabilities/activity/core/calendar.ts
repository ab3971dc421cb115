import { addCivilMonths } from '../../../foundation/civil-date.ts'
import type { CountedAct } from './fact.ts'
import { parsePeriod, quarterOf, reportName, type PeriodKind } from './report.ts'

/** A report of this kind, so many days after its period ends, from the period that holds this month on. */
export type Promised = { readonly act: CountedAct; readonly kind: PeriodKind; readonly since: string; readonly days: number }

export type Expected = {
  readonly act: CountedAct
  /** Name of the period. */
  readonly period: string
  /** Civil date. */
  readonly due: string
  readonly state: 'late' | 'on-time' | 'published-late' | 'to-come'
}

export type Today = {
  /** First publication of each report, and later versions; civil dates. */
  readonly published: readonly { readonly report: string; readonly day: string }[]
  readonly today: string
}

/** How many periods back are shown of each promise. */
const SHOWN = 8

/** What is expected, the latest first: each period that is over or under way since the promise, whether it came and when. */
export function calendarOf(promises: readonly Promised[], { published, today }: Today): readonly Expected[] {
  return promises
    .flatMap((promise) => {
      const periods = periodsSince(promise, today.slice(0, 7))
      return periods.slice(-SHOWN).map((period) => expected(promise, { period, published, today }))
    })
    .sort((left, right) => right.due.localeCompare(left.due) || left.period.localeCompare(right.period))
}

function periodsSince({ kind, since }: Promised, until: string): readonly string[] {
  const names: string[] = []
  for (let month = since; month <= until; month = addCivilMonths(`${month}-01`, 1).slice(0, 7)) {
    const name = kind === 'month' ? month : kind === 'quarter' ? quarterOf(month) : month.slice(0, 4)
    if (names.at(-1) !== name) names.push(name)
  }
  return names
}

function expected({ act, days }: Promised, { period: name, published, today }: Today & { readonly period: string }): Expected {
  const period = parsePeriod(name)
  const last = period?.months.at(-1) ?? name
  const due = addDays(addCivilMonths(`${last}-01`, 1), days)
  const came =
    period &&
    published
      .filter(({ report }) => report === reportName(act, period))
      .map(({ day }) => day)
      .sort()[0]
  if (came !== undefined) return { act, period: name, due, state: came <= due ? 'on-time' : 'published-late' }
  return { act, period: name, due, state: today > due ? 'late' : 'to-come' }
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
