import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64url } from '../../foundation/base64url.ts'
import { toHex } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, quietCheck, type Town } from '../../testing/cast.ts'
import { openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { dedupKey, openPublicLog } from '../journal/index.ts'
import { readEntryRange, verifyProof } from '../journal/core/index.ts'
import { receiptAct } from './core/journal-entry.ts'
import { CHAIN_START, chainLink, manifestMessage } from './core/receipt.ts'
import { submissionJson } from './replay/soft-device.ts'

const HOST = 'localhost:3000'
const json = { 'content-type': 'application/json', accept: 'application/json' }
let site: TestSite
let town: Town
let stage: JournalStage
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: HOST })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

const ticketOf = async (answer: Response): Promise<string> => {
  const { ticket }: { readonly ticket: string } = JSON.parse(await answer.text())
  expect(ticket).toMatch(/^[0-9a-f]{96}$/)
  return ticket
}

test('whoever delivers gets a ticket with the answer; who waits at it is given the proof, once it is published and not before', async () => {
  const made = town.phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) })
  const deliver = () => site.request(`/agent/api/recus/${made.id}`, { method: 'PUT', body: submissionJson(made.submission), headers: json })
  const ticket = await ticketOf(await deliver())
  expect(await ticketOf(await deliver()), 'the same bytes again: the same ticket').toBe(ticket)
  const head = chainLink(CHAIN_START, made.submission)
  const shift = { keyId: made.id.split('-')[0] ?? '', first: 1, last: 1, head }
  const manifest = { ...shift, head: toBase64url(head), signature: toBase64url(town.phone.sign(manifestMessage(shift))) }
  const shiftTicket = await ticketOf(await site.request('/agent/api/services', { method: 'POST', body: JSON.stringify(manifest), headers: json }))
  const waited = [ticket, shiftTicket].map((one) => site.request(`/journal/preuves/${one}`))
  const early = await Promise.race([waited[0], new Promise((done) => setTimeout(done, 600, 'still waiting'))])
  expect(early).toBe('still waiting')
  expectAccepted(await stage.grow([]))
  const log = openPublicLog(stage.publisher.folder)
  for (const answer of await Promise.all(waited)) {
    expect(answer.status).toBe(200)
    const text = await answer.text()
    const index = Number(/^index (\d+)$/m.exec(text)?.[1])
    const size = Number(text.split('\n\n')[1]?.split('\n')[1])
    const entries = await readEntryRange(log, index, size)
    expect(expectAccepted(await verifyProof(stage.policy, text, entries?.[0] ?? new Uint8Array())).index).toBe(index)
  }
})

test('who counts through the phones, whose keys are public, and their numbers, learns nothing of what each gave', async () => {
  const [keyId = ''] = town.phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) }).id.split('-')
  const guessed = toHex(dedupKey(receiptAct(Buffer.from(keyId, 'hex'), 1)))
  const { rows } = await inCity(site.services.db, town.code, (tx) =>
    sql<{ n: number }>`select count(*)::int as n from journal.entries where encode(dedup, 'hex') = ${guessed}`.execute(tx),
  )
  expect(rows[0]?.n, 'the guess is right').toBe(1)
  for (const ticket of [guessed, guessed + '0'.repeat(32), '0'.repeat(96)])
    expect((await site.request(`/journal/preuves/${ticket}`)).status).toBe(404)
})
