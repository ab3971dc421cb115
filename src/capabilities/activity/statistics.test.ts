import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { funnelOf, OUTER, partsWithoutOutcome } from './core/funnel.ts'
import type { PublishedTable } from './core/published-report.ts'
import { isChance, isTooFew, wilson } from './core/statistics.ts'

describe('a share', () => {
  test('has Wilson’s interval: 15 of 50, as computed by R (prop.test without correction)', () => {
    const { share, low, high } = wilson(15, 50)
    expect([share, low, high].map((value) => Number(value.toFixed(4)))).toEqual([0.3, 0.191, 0.4375])
  })

  test('of fewer than thirty, or with ends that differ threefold, concludes nothing', () => {
    expect(isTooFew(29, wilson(15, 29))).toBe(true)
    expect(isTooFew(200, wilson(2, 200))).toBe(true)
    expect(isTooFew(200, wilson(100, 200))).toBe(false)
  })
})

test('two counts of the same size are chance; 100 and 160 are more than that', () => {
  expect([isChance(100, 110), isChance(0, 0), isChance(100, 160), isChance(3, 8)]).toEqual([true, true, false, true])
})

const town = (shares: readonly (readonly [whole: number, share: number])[]) =>
  shares.map(([whole, share], index) => ({ code: String(index), whole, part: Math.round(whole * share) }))

describe('places beside each other', () => {
  test('alike but for chance: nothing between them, none unusual, each drawn to the mean', () => {
    const funnel = funnelOf(town([[400, 0.5], [300, 0.51], [200, 0.49], [100, 0.52], [50, 0.46]])) // prettier-ignore
    expect(funnel?.points.map(({ isUnusual }) => isUnusual)).toEqual([false, false, false, false, false])
    for (const { shrunk } of funnel?.points ?? []) expect(shrunk).toBeCloseTo(funnel?.mean ?? 0, 6)
  })

  test('one far from twenty that are alike is unusual; its name is all that is said', () => {
    const others = Array.from({ length: 20 }, (_, index) => [200, index % 2 === 0 ? 0.48 : 0.52] as const)
    const funnel = funnelOf(town([...others, [300, 0.85]]))
    expect(funnel?.points.filter(({ isUnusual }) => isUnusual).map(({ code }) => code)).toEqual(['20'])
  })

  test('all different from each other: the limits widen, and being different is usual', () => {
    const funnel = funnelOf(town(Array.from({ length: 12 }, (_, index) => [2000, 0.3 + index * 0.03] as const)))
    expect(funnel?.points.some(({ isUnusual }) => isUnusual)).toBe(false)
    const alone = OUTER * Math.sqrt(((funnel?.mean ?? 0) * (1 - (funnel?.mean ?? 0))) / 2000)
    expect(funnel?.halfWidth(2000, OUTER)).toBeGreaterThan(3 * alone)
  })

  test('fewer than five large ones: no funnel', () => {
    expect(funnelOf(town([[400, 0.5], [300, 0.4], [200, 0.6], [100, 0.5], [29, 0.1]]))).toBeUndefined() // prettier-ignore
  })

  test('whatever the numbers: a shrunk share lies between the share and the mean, and the funnel narrows', () => {
    const place = fc
      .integer({ min: 30, max: 5000 })
      .chain((whole) => fc.record({ whole: fc.constant(whole), part: fc.integer({ min: 0, max: whole }) }))
    fc.assert(
      fc.property(fc.array(place, { minLength: 5, maxLength: 40 }), (places) => {
        const funnel = funnelOf(places.map((one, index) => ({ ...one, code: String(index) })))
        if (funnel === undefined) return
        for (const { share, shrunk } of funnel.points) {
          expect(shrunk).toBeGreaterThanOrEqual(Math.min(share, funnel.mean) - 1e-9)
          expect(shrunk).toBeLessThanOrEqual(Math.max(share, funnel.mean) + 1e-9)
        }
        expect(funnel.halfWidth(1000, OUTER)).toBeLessThanOrEqual(funnel.halfWidth(100, OUTER))
      }),
    )
  })

  test('a place of which a number is withheld has no share; what was not recorded is in none', () => {
    const cell = (quarter: string, result: string, count: number | null) => ({ labels: { quarter, ...(result !== '' && { result }) }, count })
    const table: PublishedTable = {
      id: 'quarter-result',
      names: ['quarter', 'result'],
      cells: [cell('1', '', 100), cell('1', 'nothing', 40), cell('1', 'nr', 20), cell('2', '', 90), cell('2', 'nothing', null), cell('3', '', 50), cell('3', 'nothing', 10), cell('3', 'nr', null), cell('nr', '', 30), cell('nr', 'nothing', 12)],
    } // prettier-ignore
    expect(partsWithoutOutcome(table)).toEqual([{ code: '1', part: 40, whole: 80 }])
  })
})
