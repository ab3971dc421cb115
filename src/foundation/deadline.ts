import { Temporal } from 'temporal-polyfill'
import { PARIS } from './civil-date.ts'
import { isHoliday } from './holidays.ts'
import { addDays, dateAt, startOfDate, type LocalDate } from './local-date.ts'

/** How long: so many of one unit. `working-days`: Monday to Friday, public holidays left out. */
export type Term = { readonly unit: 'hours' | 'days' | 'working-days' | 'months'; readonly count: number }

/** A date and how it was computed. */
export type Deadline = {
  readonly term: Term
  /** The instant that it runs from. */
  readonly from: Date
  /** The instant after which it is missed. */
  readonly due: Date
  /** The last day, in the zone; for hours, the day of the last hour. */
  readonly day: string
  /** The day that the count alone gives, when it was no working day and the term ran on. */
  readonly rolledFrom: string | undefined
}

export function isWorkingDay(date: LocalDate): boolean {
  return date.dayOfWeek <= 5 && !isHoliday(date)
}

/**
 * The day of the act does not count, the last day counts whole; months end on the same day of the month, else the last; a term of days or months
 * that ends on a Saturday, Sunday or holiday runs to the next working day (code de procédure civile, art. 641 and 642). Hours run as they are.
 */
export function deadlineOf(from: Date, term: Term, zone: string = PARIS): Deadline {
  if (!Number.isInteger(term.count) || term.count < 0) throw new RangeError('a term is a whole number of its unit')
  if (term.unit === 'hours') {
    const due = new Date(from.getTime() + term.count * 3_600_000)
    return { term, from, due, day: dateAt(due, zone).toString(), rolledFrom: undefined }
  }
  const counted = count(dateAt(from, zone), term)
  const last = nextWorkingDay(counted)
  return {
    term,
    from,
    due: startOfDate(addDays(last, 1), zone),
    day: last.toString(),
    rolledFrom: last.equals(counted) ? undefined : counted.toString(),
  }
}

function count(date: LocalDate, { unit, count: most }: Term): LocalDate {
  if (unit === 'days') return addDays(date, most)
  if (unit === 'months') return date.add(Temporal.Duration.from({ months: most }))
  let day = date
  for (let done = 0; done < most;) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) done += 1
  }
  return day
}

/** The day itself when it is one. */
export function nextWorkingDay(date: LocalDate): LocalDate {
  return isWorkingDay(date) ? date : nextWorkingDay(addDays(date, 1))
}
