/** Civil dates as text, `2027-03-01`: all that a phone needs of the calendar, without a calendar's library. */
export const PARIS = 'Europe/Paris'

const MOST_DATES = 1000
const dates = new Map<string, string>()
const writers = new Map<string, Intl.DateTimeFormat>()

/** The date on a clock in France at this instant. `zone`: another IANA zone for cities that live elsewhere. */
export function civilDate(instant: Date, zone: string = PARIS): string {
  // Clocks differ by whole quarters of an hour: within one, the date is the same.
  const quarter = `${zone} ${Math.floor(instant.getTime() / 900_000)}`
  const remembered = dates.get(quarter)
  if (remembered !== undefined) return remembered
  const date = writeDate(instant, zone)
  if (dates.size >= MOST_DATES) dates.clear()
  dates.set(quarter, date)
  return date
}

function writeDate(instant: Date, zone: string): string {
  const known = writers.get(zone)
  // Swedish writes dates as ISO 8601 does.
  const writer = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (known === undefined) writers.set(zone, writer)
  return writer.format(instant)
}

/**
 * The same day so many months later; the month's last day when it has no such day (code de procédure civile, art. 641).
 * `date`: `2027-01-31`. Throws a RangeError on a text that is no date.
 */
export function addCivilMonths(date: string, months: number): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  if (year === '') throw new RangeError(`${date} is no date`)
  const count = Number(year) * 12 + Number(month) - 1 + months
  const first = new Date(Date.UTC(Math.floor(count / 12), count % 12, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(Number(day), last)).padStart(2, '0')}`
}
