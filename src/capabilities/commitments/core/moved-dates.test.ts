import { expect, test } from 'vitest'
import type { PublishedVersion } from './publication.ts'
import type { Due, Terms } from './terms.ts'
import { firstDueOf, passedDatesOf } from './moved-dates.ts'

/** Versions that say when it is due, each with the day on which it was published. */
function versionsOf(...said: readonly (readonly [string, Due])[]) {
  const versions = said.map(([day, due], index): PublishedVersion => {
    const terms = { due } as Terms // parsing: what dates are made of
    return { commitment: 'P03', version: index + 1, terms, reason: '', publishedAt: new Date(`${day}T10:00:00Z`) }
  })
  const current = versions.at(-1)
  if (!current) throw new Error('a version')
  return { versions, current }
}

const yearly = (from: number): Due => ({ kind: 'yearly', from })

test('years that a later version still promises are not called moved; those that it drops are', () => {
  const one = versionsOf(['2020-06-01', yearly(2020)], ['2024-06-01', yearly(2022)])
  expect(passedDatesOf(one, '2026-11-29')).toEqual(['2020-12-31', '2021-12-31'])
  expect(firstDueOf(one)).toEqual(yearly(2020))
})

test('a date that had not passed when it was moved is none; one that had stays, through later versions', () => {
  const on = (day: string): Due => ({ kind: 'date', on: day })
  expect(passedDatesOf(versionsOf(['2020-06-01', on('2022-01-01')], ['2021-06-01', on('2023-01-01')]), '2026-11-29')).toEqual([])
  const twice = versionsOf(['2020-06-01', on('2020-09-01')], ['2021-06-01', on('2022-01-01')], ['2025-06-01', on('2031-01-01')])
  expect(passedDatesOf(twice, '2026-11-29')).toEqual(['2020-09-01', '2022-01-01'])
  expect(firstDueOf(versionsOf(['2020-06-01', on('2031-01-01')]))).toBeUndefined()
})
