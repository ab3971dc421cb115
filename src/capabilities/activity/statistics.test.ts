import fc from 'fast-check'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { funnelOf, OUTER, partsWithoutOutcome } from './core/funnel.ts'
import { publishedReportShape, type PublishedReport, type PublishedTable } from './core/published-report.ts'
import { isChance, isTooFew, wilson } from './core/statistics.ts'
import { wording } from '../../foundation/wording.ts'
import { ACTIVITY_WORDS } from './messages/activity-words.ts'
import { FunnelSection } from './web/funnel-section.tsx'

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

describe('the page', () => {
  const NAMES = ['Zola', 'Étouvie', 'Gare', 'Saint-Leu', 'Centre', 'Nord', 'Petit', 'Retenu']
  const PARTS: readonly (readonly [whole: number, part: number | null])[] = [[400, 200], [300, 152], [200, 97], [260, 234], [350, 176], [220, 111], [12, 6], [90, null]] // prettier-ignore
  const member = (code: string, level: string, word: string) => ({ code, level, label: { fr: word, en: word } })
  const report: PublishedReport = publishedReportShape.parse({
    format: 1,
    city: { code: '80021', name: 'Amiens' },
    name: 'controles-2026',
    version: 1,
    act: 'check',
    period: { kind: 'year', name: '2026', months: ['2026-01'] },
    made: '2027-01-10',
    demo: true,
    sources: [],
    gaps: [],
    threshold: 11,
    figures: { cells: 16, withheld: 1 },
    coarsened: [],
    certificates: '00',
    dimensions: [
      { name: 'quarter', members: NAMES.map((name, index) => member(String(index), 'quarter', name)) },
      { name: 'ground', members: [member('RI1', 'ground', 'Relevé d’identité')] },
    ],
    tables: [
      { id: 'ground', names: ['ground'], cells: [] },
      {
        id: 'quarter-result',
        names: ['quarter', 'result'],
        cells: PARTS.flatMap(([whole, part], index) => [
          { labels: { quarter: String(index) }, count: whole },
          { labels: { quarter: String(index), result: 'nothing' }, count: part },
        ]),
      },
    ],
  })
  const shown = (own: PublishedReport) => renderToString(h(FunnelSection, { t: wording(ACTIVITY_WORDS, 'fr'), report: own, language: 'fr' }))

  test('names what is unusual, in the order of the alphabet and not of the shares, and says how many are not drawn', () => {
    const html = shown(report)
    expect(html).toMatch(/Inhabituel\s: Saint-Leu\./)
    expect([...html.matchAll(/<tr><td[^>]*>([^<]+)</g)].map(([, name]) => name)).toEqual(['Centre', 'Étouvie', 'Gare', 'Nord', 'Saint-Leu', 'Zola'])
    expect(html).toContain('2 lieux ne sont pas dessinés')
    expect(html).not.toMatch(/Retenu/)
    expect(html).toContain('Tous ces actes ont le même fondement légal.')
  })

  test('never says that checks on a prosecutor’s order, or on several grounds, are held to one standard', () => {
    const grounds = (codes: readonly string[]) => ({ ...report, dimensions: report.dimensions.map((one) => (one.name === 'ground' ? { ...one, members: codes.map((code) => member(code, 'ground', code)) } : one)) }) // prettier-ignore
    for (const codes of [['RQ1'], ['RI1', 'OP1'], ['nr'], []]) expect(shown(grounds(codes)), codes.join()).not.toContain('même fondement légal')
  })

  test('has no funnel where no table of places by outcome is published', () => {
    expect(shown({ ...report, tables: [] })).toBe('')
  })
})
