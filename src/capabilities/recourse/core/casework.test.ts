import { expect, test } from 'vitest'
import type { Json } from '../../../foundation/canonical-json.ts'
import { isDecided } from './case-content.ts'
import { isSaidOtherwise, timesOf } from './case-times.ts'
import { windowOf } from './preservation.ts'
import type { ItemKind, SignedItem } from './vault/item.ts'
import { CASE_STATES, isOpen, mayStep, nextStates } from './case-state.ts'
import { isReviewable, runningClocks, stepInquiry, type CaseTimes } from './clocks.ts'

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
  // A case ends closed, or taken back.
  for (const state of CASE_STATES) expect(reach(state).has('close') || state === 'retiree').toBe(true)
})

test('nobody takes a step that is another’s', () => {
  expect(mayStep('close', 'reexamen', 'citizen')).toBe(true)
  expect(mayStep('close', 'reexamen', 'member')).toBe(false)
  expect(mayStep('avis', 'reponse-autorite', 'authority')).toBe(true)
  expect(mayStep('avis', 'suivi', 'authority')).toBe(false)
  expect(mayStep('enquete', 'close', 'member')).toBe(false)
  // What was taken back is erased a year later; closed, it would stay six.
  expect(CASE_STATES.filter((state) => mayStep('retiree', state, 'member'))).toEqual([])
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
    before: [{ day: '2027-05-31', term: { unit: 'days', count: 90 }, change: { reason: 'expertise' } }],
  })
})

test('a review starts the time of the inquiry anew, and a suspension is not counted, whatever steps follow', () => {
  const at = (day: string) => new Date(`${day}T10:00:00Z`)
  const reviewed = stepInquiry(filed, { from: 'close', since: at('2027-08-01'), to: 'reexamen', at: at('2027-08-20') })
  expect(reviewed).toEqual(at('2027-08-20'))
  const inquiring = stepInquiry(reviewed, { from: 'reexamen', since: at('2027-08-20'), to: 'enquete', at: at('2027-08-25') })
  expect(inquiring).toEqual(at('2027-08-20'))
  const [inquiry] = runningClocks({ ...times, state: 'enquete', lastWord: at('2027-08-20'), inquiryFrom: inquiring }, at('2027-09-01')).filter(
    ({ clock }) => clock === 'inquiry',
  )
  expect(inquiry).toMatchObject({ overdue: false, shifted: true, deadline: { day: '2027-11-18' } })
  const resumed = stepInquiry(filed, { from: 'suspendue', since: at('2027-03-10'), to: 'enquete', at: at('2027-03-20') })
  expect(resumed.getTime() - filed.getTime()).toBe(10 * 86_400_000)
})

test('a closed case has the time to ask for a review, a withdrawn one none', () => {
  const since = new Date('2027-05-01T10:00:00Z')
  expect(runningClocks({ ...times, state: 'close', since }, since)).toMatchObject([
    { clock: 'review', deadline: { day: '2027-05-31', rolledFrom: '2027-05-29' } },
  ])
  expect(runningClocks({ ...times, state: 'close', since }, new Date('2027-06-01T00:00:00Z'))).toEqual([])
  expect([isReviewable(since, new Date('2027-05-31T21:59:00Z')), isReviewable(since, new Date('2027-05-31T22:00:00Z'))]).toEqual([true, false])
  expect(runningClocks({ ...times, state: 'retiree', since }, since)).toEqual([])
  expect(isOpen('suspendue')).toBe(true)
})

test('hours that were said clearly give their window, in France, on days when clocks change too; anything else is the whole day', () => {
  const hours = (day: string, said: string) => {
    const { from, to } = windowOf(day, said)
    return [from.slice(0, 16), to.slice(0, 16)]
  }
  expect(hours('2027-03-01', '22h à 2h')).toEqual(['2027-03-01T20:00', '2027-03-02T02:00'])
  expect(hours('2027-03-01', '10h-14h')).toEqual(['2027-03-01T08:00', '2027-03-01T14:00'])
  const whole = ['2027-02-28T23:00', '2027-03-01T22:59']
  for (const said of ['', 'le soir', '9h du soir', '9:30 pm', '25h', '21', '10h75'])
    expect([said, ...hours('2027-03-01', said)]).toEqual([said, ...whole])
  // The last Sunday of October has 25 hours, that of March 23.
  expect(hours('2026-10-25', '')).toEqual(['2026-10-24T22:00', '2026-10-25T22:59'])
  expect(hours('2026-10-25', '21h')).toEqual(['2026-10-25T19:00', '2026-10-25T21:00'])
  expect(hours('2027-03-28', '21h')).toEqual(['2027-03-28T18:00', '2027-03-28T20:00'])
})

const ACCOUNT = { what: ['force'], day: '2027-03-01', hour: '', place: 'Place Gambetta', service: '', officer: '', text: 'x', wants: '', standing: 'anonymous', person: '', contact: '', receipt: '', preserve: true } // prettier-ignore
const citizen = { key: 'personne', locatorHash: '', recipient: '' }
const item = (kind: ItemKind, time: string, body: Json, author = 'membre'): SignedItem => ({
  content: { v: 1, case: '00', epoch: 0, seq: 0, prev: null, without: [], author, kind, time, body },
  signature: '',
})
const read = (...items: readonly SignedItem[]) => ({ items: [item('account', '2027-03-01T10', ACCOUNT, 'personne'), ...items], rosters: [], citizen })

test('state and dates come from what was signed; what the host says otherwise is seen', () => {
  const open = read(item('status', '2027-03-03T09', { state: 'enquete', reason: 'x' }), item('message', '2027-03-04T09', { text: 'x' }))
  const said = { filedAt: filed, state: 'enquete' as const, since: new Date('2027-03-03T09:00:00Z') }
  const counted = timesOf(open, said)
  expect(counted).toMatchObject({ state: 'enquete', since: said.since, lastWord: new Date('2027-03-04T09:00:00Z'), footage: true })
  expect(isSaidOtherwise(said, open.items, counted)).toBe(false)
  expect(isSaidOtherwise({ ...said, state: 'close' }, open.items, counted)).toBe(true)
  const [monday, friday] = [new Date('2027-02-22T10:00:00Z'), new Date('2027-03-05T10:00:00Z')]
  expect([monday, friday].map((filedAt) => isSaidOtherwise({ ...said, filedAt }, open.items, counted))).toEqual([true, true])
  // Sealed without a network, it may come later; not before it was sealed.
  const offline = (body: Json): Json => (typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, offline: true } : body)
  const sealed = open.items.map((one) =>
    one.content.kind === 'account' ? { ...one, content: { ...one.content, body: offline(one.content.body) } } : one,
  )
  expect([monday, friday].map((filedAt) => isSaidOtherwise({ ...said, filedAt }, sealed, counted))).toEqual([true, false])
})

test('nobody writes what is another’s: a person recuses no member, moves no date; a member withdraws nobody’s filing', () => {
  const byPerson = read(
    item('status', '2027-03-03T09', { state: 'close', reason: 'x' }, 'personne'),
    item('withdrawal', '2027-03-03T09', { reason: '' }),
  )
  expect(timesOf(byPerson, { filedAt: filed })).toMatchObject({ state: 'accusee', lastWord: undefined })
  const moved = { clock: 'inquiry', unit: 'days', count: 900, reason: 'x' }
  expect(timesOf(read(item('clock', '2027-03-02T09', moved, 'personne')), { filedAt: filed }).changes).toEqual([])
  expect(timesOf(read(item('clock', '2027-03-02T09', moved)), { filedAt: filed })).toMatchObject({
    changes: [{ clock: 'inquiry' }],
    lastWord: undefined,
  })
})

test('footage is to be asked for within a day, until somebody has, unless the person did not want it or it is gone', () => {
  const clockOf = (open: ReturnType<typeof read>) =>
    runningClocks(timesOf(open, { filedAt: filed }), filed).find(({ clock }) => clock === 'preservation')
  expect(clockOf(read())?.deadline.due).toEqual(new Date('2027-03-02T10:00:00Z'))
  const asked = { reference: 'A', place: 'x', from: '2027-03-01T09:00:00Z', to: '2027-03-01T11:00:00Z' }
  expect(clockOf(read(item('preservation', '2027-03-01T10', asked, 'personne')))).toBeUndefined()
  const without = (more: Readonly<Record<string, Json>>) => ({
    ...read(),
    items: [item('account', '2027-03-01T10', { ...ACCOUNT, ...more }, 'personne')],
  })
  for (const more of [{ preserve: false }, { place: '' }, { day: '2027-01-01' }]) expect(clockOf(without(more))).toBeUndefined()
})

test('the other side has news, too: every 28 days from the last letter to it, while the inquiry goes on', () => {
  const letter = { content: { v: 1, body: 'recours', exchange: '00'.repeat(16), seq: 0, prev: null, author: '00'.repeat(32), time: '2027-03-10T09', recused: [], text: 'x' }, signature: 'x'.repeat(88) } // prettier-ignore
  const heard = timesOf(read(item('status', '2027-03-10T09', { state: 'enquete', reason: 'x' }), item('extract', '2027-03-10T09', letter)), {
    filedAt: filed,
  })
  const clockOf = (more: Partial<CaseTimes>) => runningClocks({ ...heard, ...more }, filed).find(({ clock }) => clock === 'update-authority')
  expect(clockOf({})?.deadline.day).toBe('2027-04-07')
  expect(clockOf({ toAuthority: undefined })).toBeUndefined()
  expect(clockOf({ state: 'avis' })).toBeUndefined()
  expect(clockOf({ state: 'suspendue' })).toBeUndefined()
})

test('an opinion rests on a decision, and a review asks for a new one', () => {
  const decision = item('decision', '2027-03-10T09', { findings: [{ allegation: 'force', finding: 'etabli' }], reasons: 'x' })
  const review = item('review', '2027-03-12T09', { reason: 'x' }, 'personne')
  const decided = (...items: readonly SignedItem[]) => isDecided(read(...items).items, citizen.key)
  expect([decided(), decided(decision), decided(decision, review), decided(decision, review, decision)]).toEqual([false, true, false, true])
})
