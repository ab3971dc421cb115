import { addCivilMonths } from '../../../foundation/civil-date.ts'
import type { CountedAct } from './fact.ts'
import { parsePeriod, quarterOf, reportName, type PeriodKind } from './report.ts'

/** A report of this kind, so many days after its period ends, from the period that holds this month on. */
export type Promised = {
  readonly act: CountedAct
  readonly kind: PeriodKind
  /** `2026-10`. */
  readonly since: string
  readonly days: number
  /** Civil date on which it was made. */
  readonly promisedOn: string
}

export type Expected = {
  readonly act: CountedAct
  /** Name of the period. */
  readonly period: string
  /** Civil date. */
  readonly due: string
  readonly state: 'late' | 'on-time' | 'published-late' | 'to-come'
  /** Among the last eight periods of its act and kind. */
  readonly recent: boolean
}

export type Today = {
  /** First publication of each report, and later versions; civil dates. */
  readonly published: readonly { readonly report: string; readonly day: string }[]
  readonly today: string
}

const RECENT = 8

/**
 * What is expected, the latest first: each period that is over or under way since the first promise, whether it came and when. A period is judged by
 * the promise that stood when it ended: one that is made later neither moves its date nor takes it away.
 */
export function calendarOf(promises: readonly Promised[], asked: Today): readonly Expected[] {
  const kinds = new Map<string, Promised[]>()
  for (const promise of promises) kinds.set(`${promise.act} ${promise.kind}`, [...(kinds.get(`${promise.act} ${promise.kind}`) ?? []), promise])
  return [...kinds.values()]
    .flatMap((own) => {
      const periods = periodsOf(own, asked.today.slice(0, 7))
      return periods.map(({ period, promise }, index) => ({ ...expected(promise, { ...asked, period }), recent: index >= periods.length - RECENT }))
    })
    .sort((left, right) => right.due.localeCompare(left.due) || left.period.localeCompare(right.period))
}

/** What a reader is shown: the recent periods, and what is late, however long ago. */
export function inView(calendar: readonly Expected[]): readonly Expected[] {
  return calendar.filter(({ state, recent }) => state === 'late' || recent)
}

/** Of the recent periods whose date is past, the share that came in time, from 0 to 1; `undefined`: none is past. */
export function onTimeShare(calendar: readonly Expected[]): number | undefined {
  const past = calendar.filter(({ state, recent }) => recent && state !== 'to-come')
  return past.length === 0 ? undefined : past.filter(({ state }) => state === 'on-time').length / past.length
}

/** Of one act and kind, the promises in the order in which they were made. */
function periodsOf(promises: readonly Promised[], until: string): readonly { readonly period: string; readonly promise: Promised }[] {
  const standing = new Map<string, Promised>()
  for (const [at, promise] of promises.entries()) {
    // Only the first may reach back: a promise to publish what is past.
    const made = promise.promisedOn.slice(0, 7)
    const since = at > 0 && promise.since < made ? made : promise.since
    for (const period of periodsSince({ ...promise, since }, until)) standing.set(period, promise)
  }
  return [...standing].map(([period, promise]) => ({ period, promise })).sort((left, right) => left.period.localeCompare(right.period))
}

function periodsSince({ kind, since }: Promised, until: string): readonly string[] {
  const names: string[] = []
  for (let month = since; month <= until; month = addCivilMonths(`${month}-01`, 1).slice(0, 7)) {
    const name = kind === 'month' ? month : kind === 'quarter' ? quarterOf(month) : month.slice(0, 4)
    if (names.at(-1) !== name) names.push(name)
  }
  return names
}

function expected({ act, days }: Promised, { period: name, published, today }: Today & { readonly period: string }): Omit<Expected, 'recent'> {
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
