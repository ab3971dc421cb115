import { PARIS } from './civil-date.ts'
import type { LocalDate } from './local-date.ts'
import type { Language } from './wording.ts'

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }

/** « lundi 1er mars 2027 » / “Monday 1 March 2027”. */
export function formatDate(date: Pick<LocalDate, 'year' | 'month' | 'day'>, language: Language): string {
  const at = new Date(Date.UTC(date.year, date.month - 1, date.day))
  const text = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone: 'UTC' }).format(at)
  return language === 'fr' ? text.replace(/ 1 /, ' 1er ') : text.replace(',', '')
}

/** The same, of a date as text, `2027-03-01`. */
export function formatCivilDate(date: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return formatDate({ year, month, day }, language)
}

export function formatMonth(month: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
}

/** « févr. » / “Feb”. */
export function formatShortMonth(month: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
}

/** Date and hour on a clock in France. */
export function formatInstant(instant: Date, language: Language, zone: string = PARIS): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(LOCALES[language], options).format(instant)
}

/** « 12 345 », with the narrow no-break space that French uses. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value)
}

/** `ratio`: 0 to 1. « 92 % ». */
export function formatShare(ratio: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }).format(ratio)
}

/** A fingerprint as people compare it aloud: groups of four. */
export function formatFingerprint(hex: string): string {
  return hex.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
