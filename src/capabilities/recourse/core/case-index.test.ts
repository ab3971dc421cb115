import { deflateSync } from 'fflate'
import { expect, test } from 'vitest'
import { toBase64 } from '../../../foundation/base64.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import type { Json } from '../../../foundation/canonical-json.ts'
import { cardOf, findCases, mergeIndex, packIndex, timesOnCard, unpackIndex } from './case-index.ts'
import { runningClocks } from './clocks.ts'
import type { ItemKind, SignedItem } from './vault/item.ts'

const told = { filedAt: new Date('2027-03-01T10:00:00Z') }
const CASE = '00'.repeat(16)
const ACCOUNT = { what: ['force'], day: '2027-03-01', hour: '9h', place: 'Place Gambetta', service: '', officer: '', text: 'Ils m’ont plaqué.', wants: 'des excuses', standing: 'anonymous', person: '', contact: '', receipt: '', preserve: true } // prettier-ignore
const item = (kind: ItemKind, body: Json, author = 'membre'): SignedItem => ({
  content: { v: 1, case: CASE, epoch: 0, seq: 0, prev: null, without: [], author, kind, time: '2027-03-02T09', body },
  signature: '',
})
const account = item('account', ACCOUNT, 'personne')
const open = (...items: readonly SignedItem[]) => ({
  caseId: CASE,
  items: [account, ...items],
  citizen: { key: 'personne', locatorHash: '', recipient: '' },
  rosters: [],
  recused: new Set<string>(),
})
const found = (card: ReturnType<typeof cardOf>, asked: string) => findCases({ cards: [card] }, asked).has(CASE)

test('a case is found by any word that was written in it, without accents, however long it has grown', () => {
  const talk = Array.from({ length: 200 }, () => item('message', { text: 'Nous avons relu votre message et nous vous répondrons.' }))
  const last = item('message', { text: 'Le témoin s’appelle Zéphyrin.' })
  const card = cardOf(open(...talk, last), told)
  expect(unpackIndex(packIndex({ cards: [card] }))?.cards).toEqual([card])
  for (const word of ['zephyrin', 'Gambetta', 'plaqué excuses', 'répondrons']) expect(found(card, word)).toBe(true)
  expect(found(card, 'gambetta introuvable')).toBe(false)
})

test('a card that is full ends at a whole word', () => {
  const many = Array.from({ length: 2000 }, (_, at) => `mot${at}`)
  const { text } = cardOf(open(item('message', { text: many.join(' ') })), told)
  expect(text.length).toBeLessThanOrEqual(2000)
  expect(many).toContain(text.split(' ').at(-1))
})

test('the queue knows who has a case, which dates were moved, and whether footage waits, from the card alone', () => {
  const moved = item('clock', { clock: 'inquiry', unit: 'days', count: 10, reason: 'simple' })
  const card = cardOf(open(moved, item('assignment', { member: 'amina' }), item('assignment', { member: 'basile' })), told)
  expect(card).toMatchObject({ member: 'basile', footage: true, moves: [{ clock: 'inquiry', unit: 'days', count: 10, at: '2027-03-02T09' }] })
  const clocks = runningClocks(
    { filed: told.filedAt, state: 'enquete', since: told.filedAt, lastWord: told.filedAt, ...timesOnCard(card) },
    told.filedAt,
  )
  expect(clocks.map(({ clock, deadline }) => [clock, deadline.day])).toEqual([
    ['preservation', '2027-03-02'],
    ['inquiry', '2027-03-11'],
    ['update', '2027-03-30'],
  ])
  const asked = item('preservation', { reference: 'A', place: 'x', from: '2027-03-01T20:00:00Z', to: '2027-03-01T22:00:00Z' })
  expect(cardOf(open(asked), told).footage).toBeUndefined()
})

test('who stays out of a case reads nothing of it in the file that all members share', () => {
  const card = cardOf({ ...open(item('assignment', { member: 'amina' })), recused: new Set(['basile']) }, told)
  expect(card).toEqual({ case: CASE, seq: 1, text: '' })
})

test('the card of who read further stands, whoever saves last', () => {
  const older = { case: CASE, seq: 1, text: 'ancien' }
  const newer = { case: CASE, seq: 3, text: 'nouveau', member: 'amina' }
  expect(mergeIndex({ cards: [newer] }, { cards: [older] }).cards).toEqual([newer])
  expect(mergeIndex({ cards: [older] }, { cards: [newer] }).cards).toEqual([newer])
})

test('a file that inflates without end, and one that is no list of cards, is none', () => {
  const bomb = toBase64(deflateSync(new Uint8Array(100 * 1024 ** 2)))
  expect(bomb.length).toBeLessThan(200_000)
  expect(unpackIndex(bomb)).toBeUndefined()
  for (const packed of ['', '!', toBase64(deflateSync(utf8('{}'))), packIndex({ cards: [] }).slice(0, -4)])
    expect(unpackIndex(packed)).toBeUndefined()
})

test('whatever a person writes, their card is one: a text without a space spoils no file, and a card that is none keeps out no other', () => {
  const card = cardOf(open(item('message', { text: 'x'.repeat(20_000) })), told)
  expect(card.text.length).toBeLessThanOrEqual(2000)
  expect(unpackIndex(packIndex({ cards: [card] }))?.cards).toEqual([card])
  const first = cardOf({ ...open(), items: [item('message', { text: 'é'.repeat(9000) })] }, told)
  expect(unpackIndex(packIndex({ cards: [first, { ...card, text: 'y'.repeat(5000) }] }))?.cards).toEqual([first])
})
