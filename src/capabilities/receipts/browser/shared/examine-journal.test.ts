import { expect, test } from 'vitest'
import type { SealedContent } from '../../core/bundle.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { examineJournal } from './examine-journal.ts'

const DAY = 86_400
const ISSUED = Date.parse('2027-03-01T20:00:00Z') / 1000

/** A receipt that the register has and the journal has not. `received`: Unix seconds, as the city says. */
const ask = (received: number, now: number) =>
  examineJournal({
    receipt: { payload: { time: ISSUED } } as PortableReceipt, // parsing: what is read before there is an entry
    content: { entry: null, receivedAt: new Date(received * 1000).toISOString() } as SealedContent, // parsing: the same
    groups: [],
    now,
  })

test('a receipt has a day to enter the journal after the register has it', async () => {
  expect(await ask(ISSUED + 60, ISSUED + 3600)).toEqual({ kind: 'queued', due: ISSUED + 60 + DAY })
  expect(await ask(ISSUED + 60, ISSUED + 60 + DAY + 1)).toMatchObject({ kind: 'missing' })
})

test('a city that says that it came just now, each time, does not keep it waiting for ever: its own signed time ends that', async () => {
  expect(await ask(ISSUED + 7 * DAY, ISSUED + 7 * DAY)).toMatchObject({ kind: 'queued', due: ISSUED + 8 * DAY })
  expect(await ask(ISSUED + 9 * DAY, ISSUED + 9 * DAY)).toMatchObject({ kind: 'missing' })
})
