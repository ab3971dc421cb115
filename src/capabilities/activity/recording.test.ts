import { describe, expect, test } from 'vitest'
import type { PublishedReport } from './core/published-report.ts'
import { recordingChanges } from './core/recording-changes.ts'
import { gridOf } from './core/table-grid.ts'
import { drawHtml } from './release/draw-html.tsx'
import { wordChanges } from './messages/report-words.ts'

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04']
const member = (code: string) => ({ code, level: 'month', label: { fr: code, en: code } })

/** A year of which February has no data, and from March on another software and the age. */
const REPORT: PublishedReport = {
  format: 1,
  city: { code: '80021', name: 'Amiens' },
  name: 'controles-2026',
  version: 1,
  act: 'check',
  period: { kind: 'year', name: '2026', months: MONTHS },
  made: '2027-01-10',
  demo: false,
  sources: [{ source: 'Main courante' }],
  gaps: ['2026-02'],
  changes: [
    { month: '2026-03', kind: 'source', sources: ['Nouveau logiciel'] },
    { month: '2026-03', kind: 'begins', dimension: 'age' },
  ],
  threshold: 11,
  figures: { cells: 4, withheld: 1 },
  dimensions: [{ name: 'month', members: ['2026-01', '2026-03', '2026-04'].map(member) }],
  tables: [
    { id: 'total', names: [], cells: [{ labels: {}, count: 120 }] },
    {
      id: 'month',
      names: ['month'],
      cells: [
        { labels: { month: '2026-01' }, count: 60 },
        { labels: { month: '2026-03' }, count: null },
        { labels: { month: '2026-04' }, count: 40 },
        { labels: {}, count: 120 },
      ],
    },
  ],
  coarsened: [],
  certificates: 'ab',
}

describe('what is not known is not shown as zero', () => {
  test('a month without data has its row, in its place, and says so; withheld is another thing', () => {
    const [, month] = REPORT.tables
    if (month === undefined) throw new Error('there is a table by month')
    const { rows } = gridOf(REPORT, month, { language: 'fr', whole: 'Ensemble' })
    expect(rows.map(({ code, isGap, isChanged, counts }) => [code, isGap, isChanged, counts[0]])).toEqual([
      ['2026-01', undefined, undefined, 60],
      ['2026-02', true, undefined, undefined],
      ['2026-03', undefined, true, null],
      ['2026-04', undefined, undefined, 40],
      ['', undefined, undefined, 120],
    ])
    const html = drawHtml(REPORT)
    expect(html).toMatch(/février 2026<\/th><td class="number">aucune donnée/)
    expect(html).toMatch(/2026-03 \(noté autrement depuis\)<\/th><td class="number">retenu/)
  })
})

describe('changes of recording are marked', () => {
  const month = (name: string, sources: readonly string[], recorded: readonly string[]) => ({ month: name, sources, recorded: new Set(recorded) })

  test('another source, something that begins or ends to be noted: each from its month on, against the last month that has data', () => {
    const months = [
      month('2026-01', ['A'], ['result', 'sex']),
      month('2026-03', ['B'], ['result', 'age', 'sex']),
      month('2026-04', ['B'], ['result', 'age']),
      month('2026-05', ['B'], ['result', 'age']),
    ]
    expect(recordingChanges(months, ['result', 'age', 'sex'])).toEqual([
      { month: '2026-03', kind: 'source', sources: ['B'] },
      { month: '2026-03', kind: 'begins', dimension: 'age' },
      { month: '2026-04', kind: 'ends', dimension: 'sex' },
    ])
    expect(
      recordingChanges(months, ['result']).map(({ kind }) => kind),
      'of what the report shows alone',
    ).toEqual(['source'])
    expect(recordingChanges(months.slice(0, 1), ['result'])).toEqual([])
  })

  test('in words, with what it means for a comparison', () => {
    expect(wordChanges(REPORT, 'fr').map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
      'À partir de mars 2026, la source est : Nouveau logiciel.',
      'À partir de mars 2026, « Âge » est noté ; avant, cela ne l’était pas.',
      'Ce qui suit un tel changement ne se compare pas sans précaution à ce qui précède.',
    ])
    expect(wordChanges({}, 'fr')).toEqual([])
  })
})
