/** Civil dates as text, `2027-03-01`: all that a phone needs of the calendar, without a calendar's library. */
export const PARIS = 'Europe/Paris'

const writers = new Map<string, Intl.DateTimeFormat>()

/** The date on a clock in France at this instant. `zone`: another IANA zone for cities that live elsewhere. */
export function civilDate(instant: Date, zone: string = PARIS): string {
  const known = writers.get(zone)
  // Swedish writes dates as ISO 8601 does.
  const writer = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (known === undefined) writers.set(zone, writer)
  return writer.format(instant)
}
