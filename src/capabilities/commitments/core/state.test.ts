import { describe, expect, it } from 'vitest'
import { stateOf, type Facts, type Finding, type FindingWord, type Party } from './state.ts'
import type { Due, Terms } from './terms.ts'

const worded = { fr: 'mot', en: 'word' }
const terms = (due: Due): Terms => ({
  statement: worded,
  remark: null,
  proof: worded,
  source: { title: worded, page: null },
  promisedOn: '2020',
  owedBy: worded,
  partner: null,
  due,
  quarters: [],
  indicators: [{ id: 'receipts.coverage', target: 0.9 }],
  parent: null,
})
const by = (party: Party, finding: FindingWord, more: Partial<Finding> = {}): Finding => ({
  party,
  number: 1,
  finding,
  reasons: 'parce que',
  evidence: [],
  indicators: [],
  foundAt: new Date('2026-05-02T10:00:00Z'),
  day: '2026-05-02',
  ...more,
})
const facts = (findings: readonly Finding[], more: { readonly value?: number; readonly accepted?: readonly string[] } = {}): Facts => ({
  findings,
  accepted: more.accepted ?? [],
  latest: new Map(more.value === undefined ? [] : [['receipts.coverage', { indicator: 'receipts.coverage', day: '2026-05-01', value: more.value }]]),
  better: new Map([['receipts.coverage', 'more']]),
})
const onDate: Due = { kind: 'date', on: '2026-06-30' }

describe('the state of a commitment', () => {
  it('is unsaid and unmeasured as long as nobody said or measured anything', () => {
    expect(stateOf(terms(onDate), facts([]), '2026-01-10')).toMatchObject({ word: 'unsaid', due: 'to-come', measured: false, contested: false })
  })

  it('is due soon ninety days before its date, and overdue the day after it, whatever is said', () => {
    expect(stateOf(terms(onDate), facts([]), '2026-04-01').due).toBe('due-soon')
    expect(stateOf(terms(onDate), facts([]), '2026-06-30').due).toBe('due-soon')
    expect(stateOf(terms(onDate), facts([by('city', 'under_way')]), '2026-07-01').due).toBe('overdue')
  })

  it('is kept as long as what shows it stands: a document or a figure that reaches its target', () => {
    const shown = by('city', 'kept', { indicators: ['receipts.coverage'] })
    expect(stateOf(terms(onDate), facts([shown], { value: 0.93 }), '2026-07-01')).toMatchObject({ word: 'kept', due: 'settled' })
    expect(stateOf(terms(onDate), facts([shown], { value: 0.89 }), '2026-07-01')).toMatchObject({ word: 'unproven', due: 'overdue' })
    const documented = by('city', 'kept', { evidence: ['ABCDEFGHJK'] })
    expect(stateOf(terms(onDate), facts([documented], { accepted: ['ABCDEFGHJK'] }), '2026-07-01').word).toBe('kept')
    expect(stateOf(terms(onDate), facts([documented]), '2026-07-01').word).toBe('unproven')
  })

  it('is not kept by one figure that is reached while another that was promised is not', () => {
    const both = { ...terms(onDate), indicators: [{ id: 'receipts.coverage', target: 1 }, { id: 'receipts.missing', target: 0 }] } // prettier-ignore
    const shown = by('city', 'kept', { indicators: ['receipts.missing'] })
    const measured = (coverage: number) => ({
      ...facts([shown]),
      latest: new Map([
        ['receipts.coverage', { indicator: 'receipts.coverage', day: '2026-05-01', value: coverage }],
        ['receipts.missing', { indicator: 'receipts.missing', day: '2026-05-01', value: 0 }],
      ]),
      better: new Map([['receipts.coverage', 'more'], ['receipts.missing', 'less']] as const), // prettier-ignore
    })
    expect(stateOf(both, measured(0.05), '2026-07-01').word).toBe('unproven')
    expect(stateOf(both, measured(1), '2026-07-01').word).toBe('kept')
  })

  it('is contested when the observer says otherwise, and not when both agree', () => {
    expect(stateOf(terms(onDate), facts([by('city', 'under_way'), by('observer', 'not_kept')]), '2026-07-01').contested).toBe(true)
    expect(stateOf(terms(onDate), facts([by('city', 'not_kept'), by('observer', 'not_kept')]), '2026-07-01').contested).toBe(false)
  })

  it('says what the observer finds where the city is silent', () => {
    expect(stateOf(terms(onDate), facts([by('observer', 'not_kept')]), '2026-07-01')).toMatchObject({
      word: 'unsaid',
      observed: 'not_kept',
      contested: false,
    })
    expect(stateOf(terms(onDate), facts([by('observer', 'not_kept'), by('city', 'not_kept')]), '2026-07-01').observed).toBeUndefined()
  })

  it('of a yearly one is found anew each year, and the years that were missed stay in view', () => {
    const yearly: Due = { kind: 'yearly', from: 2024 }
    const kept = by('city', 'kept', { evidence: ['ABCDEFGHJK'], day: '2025-11-03' })
    const known = facts([kept], { accepted: ['ABCDEFGHJK'] })
    // Done in December, recorded in January: it is of the year that it says.
    const late = facts([{ ...kept, day: '2026-01-08', year: 2025 }], { accepted: ['ABCDEFGHJK'] })
    expect(stateOf(terms(yearly), late, '2026-02-01')).toMatchObject({ word: 'unsaid', missed: [2024] })
    expect(stateOf(terms(yearly), known, '2025-12-01')).toMatchObject({ word: 'kept', on: '2026-12-31', missed: [2024] })
    expect(stateOf(terms(yearly), known, '2026-01-02')).toMatchObject({ word: 'unsaid', due: 'to-come', on: '2026-12-31' })
    expect(stateOf(terms(yearly), known, '2027-01-02')).toMatchObject({ due: 'overdue', on: '2026-12-31', missed: [2024, 2026] })
  })

  it('of a year is what was said last in it: « kept », then « not kept », is not kept', () => {
    const said = (number: number, finding: FindingWord) => by('city', finding, { number, evidence: ['ABCDEFGHJK'], day: `2025-0${number}-03` })
    const of = (...findings: readonly Finding[]) =>
      stateOf(terms({ kind: 'yearly', from: 2025 }), facts(findings, { accepted: ['ABCDEFGHJK'] }), '2026-06-01').missed
    expect(of(said(1, 'kept'))).toEqual([])
    expect(of(said(1, 'kept'), said(2, 'not_kept'))).toEqual([2025])
  })

  it('is not shown by a figure that no capability offers any more', () => {
    const shown = by('city', 'kept', { indicators: ['receipts.coverage'] })
    expect(stateOf(terms(onDate), { ...facts([shown], { value: 1 }), better: new Map() }, '2026-07-01').word).toBe('unproven')
  })

  it('of a continuous one is never late', () => {
    expect(stateOf(terms({ kind: 'continuous', from: 2020 }), facts([]), '2030-01-01').due).toBe('continuous')
  })
})
