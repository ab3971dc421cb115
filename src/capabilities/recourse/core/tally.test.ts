import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../foundation/canonical-json.ts'
import { quarterDays, quarterOf, quartersBefore } from './quarter.ts'
import { countableFrom, countQuarter, SMALLEST, TALLY_TABLES, tallyShape, withhold, type CountedCase } from './tally.ts'
import type { ItemKind, SignedItem } from './vault/item.ts'

const account = { what: ['force'], day: '2027-02-01', hour: '', place: '', service: '', officer: '', text: 'x', wants: '', standing: 'anonymous', person: '', contact: '', receipt: '' } // prettier-ignore

function item(kind: ItemKind, time: string, body: Json, author = 'membre'): SignedItem {
  return { content: { v: 1, case: '00', epoch: 0, seq: 0, prev: null, without: [], author, kind, time, body }, signature: '' }
}

function filed(at: string, ...later: readonly SignedItem[]): CountedCase {
  return { filedAt: new Date(`${at}:00:00Z`), citizen: 'personne', items: [item('account', at, account, 'personne'), ...later] }
}

const NONE = { cases: [], drops: [] }
const decision = { findings: [{ allegation: 'force', finding: 'etabli' }], reasons: 'x' }

test('a quarter is named, begins and ends as the calendar has it', () => {
  expect(quarterDays('2027-T1')).toEqual({ first: '2027-01-01', last: '2027-03-31' })
  expect([quarterDays('2027-T4')?.last, quarterDays('2027-T5'), quarterDays('2027')]).toEqual(['2027-12-31', undefined, undefined])
  expect([quarterOf('2027-03-31'), quarterOf('2027-04-01')]).toEqual(['2027-T1', '2027-T2'])
  expect(quartersBefore('2027-02-01', 3)).toEqual(['2026-T4', '2026-T3', '2026-T2'])
  expect(countableFrom('2027-T1')).toBe('2027-04-07')
})

/** The same, five times over: then nothing is small. */
const five = (cases: readonly CountedCase[]) => Array.from({ length: 5 }, () => cases).flat()

test('each row counts a case once, in the quarter in which it happened, in the time of France', () => {
  const cases = [
    filed('2027-03-01T09', item('message', '2027-03-02T09', { text: 'x' }), item('decision', '2027-03-20T09', decision)),
    filed('2027-03-01T09', item('message', '2027-03-09T09', { text: 'x' }), item('status', '2027-04-02T09', { state: 'close', reason: 'x' })),
    // 22:30 UTC on 31 March is 0:30 on 1 April in Amiens.
    filed('2027-03-31T22'),
    filed('2026-11-01T09', item('decision', '2027-03-20T09', decision), item('withdrawal', '2027-03-21T09', { reason: '' }, 'personne')),
    { filedAt: new Date('2027-03-01T09:00:00Z'), citizen: 'personne', items: undefined },
  ]
  const tally = countQuarter('recours', '2027-T1', { cases: five(cases), drops: [new Date('2027-03-02T09:00:00Z')] })
  expect(tally).toMatchObject({ filed: 16, unreadable: 5, contact: { 'in-time': 5, late: 5 }, inquiry: { 'in-time': 5, late: 5 } })
  expect([tally.allegations.force, tally.findings.etabli, tally.outcomes.retiree, tally.outcomes.close]).toEqual([10, 10, 5, 0])
  expect(tallyShape.safeParse(tally).success).toBe(true)
  const once = countQuarter('recours', '2027-T1', { cases, drops: [] })
  expect([once.filed, ...Object.values(once.allegations)]).toEqual([3, ...Array.from({ length: 9 }, () => null)])
})

test('a case that a member stays out of is a filing like another, and in no row: two devices count the same', () => {
  const out = { ...filed('2027-03-01T09', item('decision', '2027-03-20T09', decision)), aside: true }
  const shut = { filedAt: out.filedAt, citizen: '', items: undefined, aside: true }
  const counts = [out, shut].map((one) => countQuarter('recours', '2027-T1', { cases: [...five([filed('2027-03-02T09')]), one], drops: [] }))
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]).toMatchObject({ filed: 6, aside: 1, unreadable: 0, allegations: { force: 5 } })
})

test('what the person wrote themselves is no first contact', () => {
  const own = filed('2027-03-01T09', item('message', '2027-03-02T09', { text: 'x' }, 'personne'))
  expect(countQuarter('recours', '2027-T1', { cases: five([own]), drops: [] }).contact).toEqual({ 'in-time': 0, late: 5 })
})

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] as const
type Row = (typeof ROWS)[number]

/** Every set of cases that a reader may think of, for small tables: which counts of `row` agree with what is published and with how many filed. */
function possible(shown: Record<Row, number | null>, row: Row, filed: number): readonly number[] {
  const hidden = ROWS.filter((one) => shown[one] === null)
  if (shown[row] !== null) return [shown[row]]
  // Any number of cases up to the filings may be in a withheld row, as long as some withheld row is small or the table is withheld whole.
  return hidden.length === ROWS.length ? Array.from({ length: filed + 1 }, (_, n) => n) : Array.from({ length: filed }, (_, n) => n + 1)
}

test('no small count is published, nor one that its total would give away, however many rows one case is in', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom(...ROWS), { minLength: 1 }), { maxLength: 14 }), (cases) => {
      const shown = withhold(ROWS, cases)
      const hidden = new Set(ROWS.filter((row) => shown[row] === null))
      const behind = cases.filter((one) => one.some((row) => hidden.has(row))).length
      for (const row of ROWS) {
        expect(shown[row] === null || shown[row] === 0 || (shown[row] ?? 0) >= SMALLEST).toBe(true)
        if (hidden.has(row) && cases.length > 0) expect(possible(shown, row, cases.length).length).toBeGreaterThan(1)
      }
      // What is withheld, when the rest is shown, is behind two rows and five cases at least.
      if (hidden.size > 0 && hidden.size < ROWS.length) expect([hidden.size >= 2, behind >= SMALLEST]).toEqual([true, true])
      if (cases.length > 0 && cases.length < SMALLEST) expect(hidden.size).toBe(ROWS.length)
    }),
  )
})

test('one person who complains of five things is behind no number, and behind no zero', () => {
  expect(Object.values(withhold(ROWS, [['a', 'b', 'c', 'd', 'e']])).every((count) => count === null)).toBe(true)
})

test('a table without a small count is published as it is', () => {
  const cases = Array.from({ length: 12 }, (_, index): readonly Row[] => (index < 5 ? ['a'] : ['b']))
  expect(withhold(ROWS, cases)).toMatchObject({ a: 5, b: 7, c: 0, i: 0 })
  expect(TALLY_TABLES.every((name) => Object.values(countQuarter('recours', '2027-T1', NONE)[name]).every((count) => count === 0))).toBe(true)
})
