import { Temporal } from 'temporal-polyfill'
import { PARIS } from '../../../foundation/civil-date.ts'

const SPANS = { days30: { days: 30 }, months12: { months: 12 } } as const

/** How many of these moments fall in the 30 days, or the 12 calendar months, that end now. Unix seconds. */
export function countSince(times: readonly number[], now: number, span: keyof typeof SPANS): number {
  const end = Temporal.Instant.fromEpochMilliseconds(Math.floor(now * 1000)).toZonedDateTimeISO(PARIS)
  const start = end.subtract(SPANS[span]).epochMilliseconds / 1000
  return times.filter((time) => time > start && time <= now).length
}
