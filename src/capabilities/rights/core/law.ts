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

export type Reading = { readonly law: string; readonly readOn: string }
export type Due = { readonly law: Law; readonly lastRead: string; readonly dueOn: string; readonly isDue: boolean; readonly changes: boolean }

/**
 * Each text with its last reading, ours or the city's, the one that is due first at the head. A text that is replaced within six months is due
 * at once. `today`: civil date.
 */
export function dueReadings(laws: readonly Law[], readings: readonly Reading[], today: string): readonly Due[] {
  return laws
    .map((law) => {
      const lastRead = readings.filter((reading) => reading.law === law.id).reduce((last, { readOn }) => (readOn > last ? readOn : last), law.readOn)
      const soon = addCivilMonths(today, MONTHS)
      const changes = law.next !== undefined && law.next.on <= soon && lastRead < addCivilMonths(law.next.on, -MONTHS)
      const dueOn = changes ? today : addCivilMonths(lastRead, MONTHS)
      return { law, lastRead, dueOn, isDue: dueOn <= today, changes }
    })
    .sort((left, right) => left.dueOn.localeCompare(right.dueOn) || left.law.id.localeCompare(right.law.id))
}
