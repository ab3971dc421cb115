import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deadlineOf, isWorkingDay } from './deadline.ts'
import { isHoliday } from './holidays.ts'
import { addDays, parseLocalDate, type LocalDate } from './local-date.ts'

const CALENDAR = join(import.meta.dirname, '../../../shared/data/calendar/jours_feries_metropole.csv')

function date(text: string): LocalDate {
  const read = parseLocalDate(text)
  if (!read) throw new Error(text)
  return read
}

/** What the day is called, each day of each year of the official calendar. */
test('holidays are those of the official calendar', () => {
  const official = new Set(readFileSync(CALENDAR, 'utf8').split('\n').flatMap((line) => /^(\d{4}-\d{2}-\d{2}),/.exec(line)?.[1] ?? [])) // prettier-ignore
  const years = [...new Set([...official].map((day) => day.slice(0, 4)))].sort()
  expect(years.length).toBeGreaterThan(20)
  for (const year of years)
    for (let day = date(`${year}-01-01`); String(day.year) === year; day = addDays(day, 1))
      expect(`${day.toString()} ${isHoliday(day)}`).toBe(`${day.toString()} ${official.has(day.toString())}`)
})

test.each([
  ['2 working days from a Friday before Whit Monday', '2027-05-14T10:00:00Z', { unit: 'working-days', count: 2 }, '2027-05-19', undefined],
  ['28 days that end on Easter Sunday run past Easter Monday', '2027-02-28T10:00:00Z', { unit: 'days', count: 28 }, '2027-03-30', '2027-03-28'],
  [
    'a month from 31 January ends on the last of February, which was a Sunday',
    '2027-01-31T10:00:00Z',
    { unit: 'months', count: 1 },
    '2027-03-01',
    '2027-02-28',
  ],
  ['half past midnight in Paris is the next day already', '2027-06-30T22:30:00Z', { unit: 'days', count: 1 }, '2027-07-02', undefined],
] as const)('%s', (...[, from, term, day, rolledFrom]) => {
  const deadline = deadlineOf(new Date(from), term)
  expect(deadline).toMatchObject({ day, rolledFrom })
  expect(isWorkingDay(date(deadline.day))).toBe(true)
})

test('hours run through a change of clocks as they are', () => {
  expect(deadlineOf(new Date('2027-03-27T12:00:00Z'), { unit: 'hours', count: 24 }).due.toISOString()).toBe('2027-03-28T12:00:00.000Z')
  expect(deadlineOf(new Date('2027-03-26T12:00:00Z'), { unit: 'days', count: 3 }).due.toISOString()).toBe('2027-03-30T22:00:00.000Z')
})

test('a term is a whole number', () => {
  expect(() => deadlineOf(new Date(0), { unit: 'days', count: 1.5 })).toThrow(RangeError)
  expect(() => deadlineOf(new Date(0), { unit: 'days', count: -1 })).toThrow(RangeError)
})
