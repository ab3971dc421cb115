import { Temporal } from 'temporal-polyfill'

/** Code du travail, art. L. 3133-1: the days of fixed date, `month-day`. */
const FIXED = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])
/** Easter Monday, Ascension Thursday, Whit Monday: days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50]

/** A public holiday in metropolitan France, outside Alsace-Moselle. */
export function isHoliday(date: Temporal.PlainDate): boolean {
  if (FIXED.has(date.toString().slice(5))) return true
  return AFTER_EASTER.includes(easter(date.year).until(date, { largestUnit: 'days' }).days)
}

/** The Gregorian computation of Meeus (Astronomical Algorithms, ch. 8). */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30
  const week = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * week) / 451)
  const count = moon + week - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(count / 31), day: (count % 31) + 1 })
}
