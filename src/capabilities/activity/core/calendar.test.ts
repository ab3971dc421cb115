import { describe, expect, test } from 'vitest'
import { calendarOf, inView, onTimeShare, type Promised } from './calendar.ts'

const monthly = (since: string, days: number, promisedOn = `${since}-10`): Promised => ({ act: 'check', kind: 'month', since, days, promisedOn })
const lateIn = (promises: readonly Promised[], today: string, published: readonly { readonly report: string; readonly day: string }[] = []) =>
  inView(calendarOf(promises, { published, today }))
    .filter(({ state }) => state === 'late')
    .map(({ period }) => period)
    .sort()

describe('a promise to publish', () => {
  test('is kept, kept late, late, or still to come', () => {
    const published = [{ report: 'controles-2026-01', day: '2026-02-20' }, { report: 'controles-2026-02', day: '2026-03-31' }] // prettier-ignore
    const states = calendarOf([monthly('2026-01', 20)], { published, today: '2026-04-30' }).map(({ period, due, state }) => [period, due, state])
    expect(states.reverse()).toEqual([
      ['2026-01', '2026-02-21', 'on-time'],
      ['2026-02', '2026-03-21', 'published-late'],
      ['2026-03', '2026-04-21', 'late'],
      ['2026-04', '2026-05-21', 'to-come'],
    ])
  })

  test('that was not kept stays in view, however long ago', () => {
    expect(lateIn([monthly('2025-01', 20)], '2026-06-30')).toHaveLength(17)
    expect(lateIn([monthly('2025-01', 20)], '2026-06-30')[0]).toBe('2025-01')
    const published = ['2025-01', '2025-02'].map((month) => ({ report: `controles-${month}`, day: `${month}-28` }))
    const kept = inView(calendarOf([monthly('2025-01', 20)], { published, today: '2026-06-30' })).filter(({ state }) => state === 'on-time')
    expect(kept).toEqual([])
  })

  test('counts in the share of reports on time for its last eight periods only, the late ones like the others', () => {
    const published = ['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => ({ report: `controles-${month}`, day: `${month}-28` }))
    const calendar = calendarOf([monthly('2024-01', 20)], { published, today: '2026-06-30' })
    expect(calendar.filter(({ recent }) => recent).map(({ period }) => period).sort()).toEqual([
      '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06',
    ])
    // 2026-06 is still to come.
    expect(onTimeShare(calendar)).toBe(4 / 7)
    expect(onTimeShare([])).toBeUndefined()
  }) // prettier-ignore

  test('is not undone by another: what fell due before stays due, on its own date', () => {
    const promises = [monthly('2025-01', 20), monthly('2026-03', 300), monthly('2025-01', 400, '2026-04-02')]
    expect(lateIn(promises, '2026-06-30')).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`),
      '2026-01',
      '2026-02',
    ])
    expect(calendarOf(promises, { published: [], today: '2026-06-30' }).find(({ period }) => period === '2026-03')?.due).toBe('2027-01-26')
  })
})
