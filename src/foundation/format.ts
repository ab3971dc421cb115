import { PARIS } from './civil-date.ts'
import type { LocalDate } from './local-date.ts'
import { forEachLanguage, LOCALES, type Language } from './wording.ts'

export { formatNumber } from './wording.ts'

const UTC = { timeZone: 'UTC' } as const
const days = forEachLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...UTC }))
const months = forEachLanguage((locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', ...UTC }))
const shortMonths = forEachLanguage((locale) => new Intl.DateTimeFormat(locale, { month: 'short', ...UTC }))
const INSTANT = { dateStyle: 'long', timeStyle: 'short' } as const
const instants = forEachLanguage((locale) => new Intl.DateTimeFormat(locale, { ...INSTANT, timeZone: PARIS }))
const shares = forEachLanguage((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }))

/** « lundi 1er mars 2027 » / “Monday 1 March 2027”. */
export function formatDate(date: Pick<LocalDate, 'year' | 'month' | 'day'>, language: Language): string {
  const at = new Date(Date.UTC(date.year, date.month - 1, date.day))
  const text = days(language).format(at)
  return language === 'fr' ? text.replace(/ 1 /, ' 1er ') : text.replace(',', '')
}

/** The same, of a date as text, `2027-03-01`. */
export function formatCivilDate(date: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return formatDate({ year, month, day }, language)
}

export function formatMonth(month: string, language: Language): string {
  return months(language).format(new Date(`${month}-01T00:00:00Z`))
}

/** « févr. » / “Feb”. */
export function formatShortMonth(month: string, language: Language): string {
  return shortMonths(language).format(new Date(`${month}-01T00:00:00Z`))
}

/** Date and hour on a clock in France. */
export function formatInstant(instant: Date, language: Language, zone: string = PARIS): string {
  const writer = zone === PARIS ? instants(language) : new Intl.DateTimeFormat(LOCALES[language], { ...INSTANT, timeZone: zone })
  return writer.format(instant)
}

/** `ratio`: 0 to 1. « 92 % ». */
export function formatShare(ratio: number, language: Language): string {
  return shares(language).format(ratio)
}

/** A fingerprint as people compare it aloud: groups of four. */
export function formatFingerprint(hex: string): string {
  return hex.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
