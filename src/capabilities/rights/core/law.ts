import { addCivilMonths } from '../../../foundation/civil-date.ts'
import type { Worded } from '../../../foundation/wording.ts'

/** A text that statements cite. Read from secondary copies: to be confirmed by counsel. */
export type Law = {
  readonly id: string
  readonly cite: Worded
  /** The act that the rule comes from, and the day of its entry into force where we noted it. It may have been amended since. `undefined`: not noted. */
  readonly since: { readonly on?: string; readonly by: string } | undefined
  /** What will take its place, from a date that is known already. */
  readonly next?: { readonly cite: string; readonly on: string } | undefined
  /** Civil date on which we read it last, before any city did. */
  readonly readOn: string
}

/** Months after which a text is due to be read again. */
const MONTHS = 6

/** `verdict`: whether the page still says what the text says. */
export type Reading = { readonly law: string; readonly readOn: string; readonly verdict: 'unchanged' | 'to_change' }
export type Due = { readonly law: Law; readonly lastRead: string; readonly dueOn: string; readonly isDue: boolean; readonly changes: boolean }

/**
 * Each text with its last reading, ours or the city's, the one that is due first at the head. A text that is replaced within six months is due
 * at once, and so is one that was read and found other than the page says, until the page is put right. `today`: civil date.
 */
export function dueReadings(laws: readonly Law[], readings: readonly Reading[], today: string): readonly Due[] {
  return laws
    .map((law) => {
      const own = readings.filter((reading) => reading.law === law.id)
      const lastRead = own.reduce((last, { readOn }) => (readOn > last ? readOn : last), law.readOn)
      const toChange = toBeChanged(law, own) !== undefined
      const soon = addCivilMonths(today, MONTHS)
      const changes = law.next !== undefined && law.next.on <= soon && lastRead < addCivilMonths(law.next.on, -MONTHS)
      const dueOn = changes || toChange ? today : addCivilMonths(lastRead, MONTHS)
      return { law, lastRead, dueOn, isDue: dueOn <= today, changes }
    })
    .sort((left, right) => left.dueOn.localeCompare(right.dueOn) || left.law.id.localeCompare(right.law.id))
}

/** The newest reading, where it found the page wrong and the page was not put right since. `own`: readings of this text. */
export function toBeChanged<Own extends Reading>(law: Law, own: readonly Own[]): Own | undefined {
  const newest = own.reduce<Own | undefined>((last, one) => (last === undefined || one.readOn > last.readOn ? one : last), undefined)
  return newest?.verdict === 'to_change' && newest.readOn > law.readOn ? newest : undefined
}
