import { expect, test } from 'vitest'
import { leafOf, writeLeaf, writeProof } from '../../../journal/core/index.ts'
import { paperEntries, paperJournal } from '../../../../testing/paper-journal.ts'
import type { SealedContent } from '../../core/bundle.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { checkImported, examineJournal, type KeptProof } from './examine-journal.ts'

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

test('what a file says of a proof is believed when the signatures say it: its date and its witnesses are theirs, not the file’s', async () => {
  const holderHash = new Uint8Array(32).fill(5)
  const receipt = { holderHash } as PortableReceipt // parsing: all that is read of it
  const own = { type: 'receipt', businessKey: 'mine', version: 1, day: '2027-03-01', payload: {}, holderTag: holderHash.slice(0, 8) } as const
  const leaf = writeLeaf(leafOf(own, new Uint8Array(32)))
  const journal = paperJournal([...paperEntries(3), leaf])
  const text = writeProof({ index: 3, hashes: await journal.inclusion(3, 4), note: await journal.note(4) })
  const said: KeptProof = { text, leaf: new TextDecoder().decode(leaf), index: 3, since: 1, witnesses: ['la terre entière'], log: 'x' }
  expect(await checkImported(said, receipt, journal.policy)).toMatchObject({
    text,
    since: 1_800_000_004,
    witnesses: ['ldh', 'barreau', 'quartier-nord'],
    log: journal.policy.log.name,
  })
  const unbelieved = { since: undefined, witnesses: [], text: expect.any(String) }
  const other = writeProof({ index: 2, hashes: await journal.inclusion(2, 4), note: await journal.note(4) })
  expect(await checkImported({ ...said, text: other }, receipt, journal.policy), 'the proof of another entry').toMatchObject(unbelieved)
  const another = { holderHash: new Uint8Array(32).fill(6) } as PortableReceipt // parsing: the same
  expect(await checkImported(said, another, journal.policy), 'of another holder’s receipt').toMatchObject(unbelieved)
  expect(await checkImported(said, receipt, undefined), 'without the policy').toMatchObject(unbelieved)
})
