import { Temporal } from 'temporal-polyfill'
import { PARIS } from './civil-date.ts'

/** Civil dates and hours in France (Europe/Paris, daylight saving included). */

/** A calendar date, written `2027-03-01`. */
export type LocalDate = Temporal.PlainDate

/** `undefined` when the text is no ISO 8601 calendar date (30 February included). */
export function parseLocalDate(text: string): LocalDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** The date on a clock in France at this instant. `zone`: another IANA zone for cities that live elsewhere. */
export function dateAt(instant: Date, zone: string = PARIS): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

/** The first instant of a date; on a day that starts after a clock change, its first existing instant. */
export function startOfDate(date: LocalDate, zone: string = PARIS): Date {
  return new Date(date.toZonedDateTime(zone).epochMilliseconds)
}

/** The instant of a minute of a date (0 to 1439) on a clock in France; one that a clock change leaves out is the one after it. */
export function atMinute(date: LocalDate, minute: number, zone: string = PARIS): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return date.add({ days })
}

/** `2027-03`. */
export function monthOf(date: LocalDate): string {
  return date.toPlainYearMonth().toString()
}

/** `undefined` when the text is no year and month. */
export function parseMonth(text: string): { readonly first: LocalDate; readonly next: LocalDate } | undefined {
  const first = parseLocalDate(`${text}-01`)
  return first && { first, next: first.add({ months: 1 }) }
}
