import { expect, test } from 'vitest'
import { CASE_STATES, isOpen, mayStep, nextStates } from './case-state.ts'
import { runningClocks, type CaseTimes } from './clocks.ts'

const filed = new Date('2027-03-01T10:00:00Z')
const times: CaseTimes = { filed, state: 'accusee', since: filed, lastWord: undefined, changes: [], footage: false }

test('every state is reached from the first, and leads to an end', () => {
  const reach = (from: (typeof CASE_STATES)[number]) => {
    const found = new Set([from])
    for (const state of found)
      for (const by of ['server', 'member', 'citizen', 'authority'] as const) for (const to of nextStates(state, by)) found.add(to)
    return found
  }
  expect([...reach('deposee')].sort()).toEqual([...CASE_STATES].filter((state) => reach('deposee').has(state)).sort())
  expect(reach('deposee').size).toBe(CASE_STATES.length)
  for (const state of CASE_STATES) expect(reach(state).has('close')).toBe(true)
})

test('nobody takes a step that is another’s', () => {
  expect(mayStep('close', 'reexamen', 'citizen')).toBe(true)
  expect(mayStep('close', 'reexamen', 'member')).toBe(false)
  expect(mayStep('avis', 'reponse-autorite', 'authority')).toBe(true)
  expect(mayStep('avis', 'suivi', 'authority')).toBe(false)
  expect(mayStep('enquete', 'close', 'member')).toBe(false)
  expect(CASE_STATES.filter((state) => nextStates(state, 'authority').length > 0)).toEqual(['avis'])
})

test('the first contact is due in two days, then an update every four weeks', () => {
  const [first, inquiry] = runningClocks(times, filed)
  expect(first).toMatchObject({ clock: 'first-contact', overdue: false, deadline: { day: '2027-03-03' } })
  expect(inquiry).toMatchObject({ clock: 'inquiry', deadline: { day: '2027-05-31', rolledFrom: '2027-05-30' } })
  expect(runningClocks(times, new Date('2027-03-03T22:59:00Z'))[0]?.overdue).toBe(false)
  expect(runningClocks(times, new Date('2027-03-03T23:00:00Z'))[0]?.overdue).toBe(true)
  expect(runningClocks({ ...times, lastWord: new Date('2027-03-02T10:00:00Z') }, filed)[0]).toMatchObject({
    clock: 'update',
    deadline: { day: '2027-03-30' },
  })
})

test('a moved date keeps the old one, its unit, its reason and its author', () => {
  const change = {
    clock: 'inquiry',
    term: { unit: 'days', count: 120 },
    reason: 'expertise',
    author: 'Présidente',
    at: new Date('2027-04-01T10:00:00Z'),
  } as const
  const inquiry = runningClocks({ ...times, state: 'enquete', changes: [change] }, filed).find(({ clock }) => clock === 'inquiry')
  expect(inquiry).toMatchObject({
    deadline: { day: '2027-06-29' },
    before: [{ day: '2027-05-31', term: { unit: 'days', count: 90 } }],
    change: { reason: 'expertise' },
  })
})

test('a closed case has the time to ask for a review, a withdrawn one none', () => {
  const since = new Date('2027-05-01T10:00:00Z')
  expect(runningClocks({ ...times, state: 'close', since }, since)).toMatchObject([
    { clock: 'review', deadline: { day: '2027-05-31', rolledFrom: '2027-05-29' } },
  ])
  expect(runningClocks({ ...times, state: 'retiree', since }, since)).toEqual([])
  expect(isOpen('suspendue')).toBe(true)
})
