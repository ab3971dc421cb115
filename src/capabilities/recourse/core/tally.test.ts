import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../foundation/canonical-json.ts'
import { quarterDays, quarterOf, quartersBefore } from './quarter.ts'
import { countableFrom, countQuarter, SMALLEST, TALLY_TABLES, tallyShape, withholdSmall, type CountedCase } from './tally.ts'
import type { ItemKind, SignedItem } from './vault/item.ts'

const account = { what: ['force'], day: '2027-02-01', hour: '', place: '', service: '', officer: '', text: 'x', wants: '', standing: 'anonymous', person: '', contact: '', receipt: '' } // prettier-ignore

function item(kind: ItemKind, time: string, body: Json, author = 'membre'): SignedItem {
  return { content: { v: 1, case: '00', epoch: 0, seq: 0, prev: null, author, kind, time, body }, signature: '' }
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

test('each row counts a case once, in the quarter in which it happened, in the time of France', () => {
  const cases = [
    filed('2027-03-01T09', item('message', '2027-03-02T09', { text: 'x' }), item('decision', '2027-03-20T09', decision)),
    filed('2027-03-01T09', item('message', '2027-03-09T09', { text: 'x' }), item('status', '2027-04-02T09', { state: 'close', reason: 'x' })),
    // 22:30 UTC on 31 March is 0:30 on 1 April in Amiens.
    filed('2027-03-31T22'),
    filed('2026-11-01T09', item('decision', '2027-03-20T09', decision), item('withdrawal', '2027-03-21T09', { reason: '' }, 'personne')),
    { filedAt: new Date('2027-03-01T09:00:00Z'), citizen: 'personne', items: undefined },
  ]
  const tally = countQuarter('recours', '2027-T1', { cases, drops: [new Date('2027-03-02T09:00:00Z')] })
  expect(tally).toMatchObject({ filed: 4, unreadable: 1, contact: { 'in-time': 1, late: 1 }, inquiry: { 'in-time': 1, late: 1 } })
  expect([tally.allegations.force, tally.findings.etabli, tally.outcomes.retiree, tally.outcomes.close]).toEqual([2, 2, 1, 0])
  expect(tallyShape.safeParse(withholdSmall(tally)).success).toBe(true)
})

test('what the person wrote themselves is no first contact', () => {
  expect(
    countQuarter('recours', '2027-T1', { cases: [filed('2027-03-01T09', item('message', '2027-03-02T09', { text: 'x' }, 'personne'))], drops: [] })
      .contact,
  ).toEqual({
    'in-time': 0,
    late: 1,
  })
})

test('no small count is in a published tally, nor one that its total would give away', () => {
  const empty = countQuarter('recours', '2027-T1', NONE)
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 9, maxLength: 9 }), (counts) => {
      const rows = Object.keys(empty.allegations) as (keyof typeof empty.allegations)[] // parsing: its own rows
      const allegations = Object.fromEntries(rows.map((row, index) => [row, counts[index] ?? 0])) as typeof empty.allegations // parsing: its own rows
      const shown = withholdSmall({ ...empty, allegations }).allegations
      const hidden = rows.filter((row) => shown[row] === null)
      for (const row of rows) expect(shown[row] === null || shown[row] === 0 || (shown[row] ?? 0) >= SMALLEST).toBe(true)
      if (hidden.length === 0) return
      const sum = hidden.reduce((total, row) => total + (allegations[row] ?? 0), 0)
      expect((hidden.length >= 2 && sum >= SMALLEST) || hidden.length === rows.length).toBe(true)
    }),
  )
})

test('a table without a small count is published as it is', () => {
  const empty = countQuarter('recours', '2027-T1', NONE)
  const full = { ...empty, findings: { ...empty.findings, etabli: 5, conforme: 12 } }
  expect(withholdSmall(full)).toEqual(full)
  expect(TALLY_TABLES.every((name) => Object.values(withholdSmall(empty)[name]).every((count) => count === 0))).toBe(true)
})
