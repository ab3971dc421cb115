import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJournalStage, type JournalStage } from '../../../../testing/journal-stage.ts'
import { buildTown, type Town } from '../../../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../../../testing/test-site.ts'
import { TODAY, type CastBody } from '../../../../testing/vault/vault-cast.ts'
import { clientOf, foundCastBody } from '../../../../testing/vault/vault-stage.ts'
import { toBase64 } from '../../../../foundation/base64.ts'
import { expectAccepted } from '../../../../foundation/result.ts'
import type { Memory } from '../../../../foundation/memory.ts'
import { followJournal, formatPolicy, publicLogAt, readPublicPolicy, verifierKey } from '../../../journal/core/index.ts'
import { trustBody } from './trust-body.ts'
import { askBody, type Client } from './vault-client.ts'

/* What a device believes of a server: through the site, with its journal and its witnesses. */

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let journal: JournalStage
let body: CastBody
let client: Client
beforeAll(async () => {
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  site.now = Date.parse(`${TODAY}T09:20:00Z`)
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  body = await foundCastBody(site.services, town.code)
  journal = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  await journal.grow([])
  client = clientOf(site, town)
})
afterAll(async () => {
  await journal.close()
  await site.close()
})

function memoryOf(): Memory & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return { kept, read: (place) => kept.get(place), write: (place, text) => void kept.set(place, text) }
}

test('a body is trusted once its rosters are in the journal, and its root is remembered', async () => {
  const memory = memoryOf()
  const served = expectAccepted(await askBody(client, BODY))
  const trusted = expectAccepted(await trustBody(served, { ask: client.ask, memory, today: TODAY }))
  expect(trusted.newest.content.members.map(({ id }) => id)).toEqual(['amina', 'basile', 'claire'])
  const other = { ...served, root: 'ab'.repeat(32) }
  expect(await trustBody(other, { ask: client.ask, memory, today: TODAY })).toMatchObject({ code: 'roster-other-root' })
  expect(await trustBody(served, { ask: client.ask, memory, today: TODAY, known: 'ab'.repeat(32) })).toMatchObject({ code: 'roster-other-root' })
  expect(body.root).toBe(served.root)
})

test('a host that answers with another body than was asked is refused, whatever it signed', async () => {
  const lying: Client = { ...client, ask: (path, init) => client.ask(path.replace('recours-autre', BODY), init) }
  expect(await askBody(lying, 'recours-autre')).toMatchObject({ code: 'roster-other-body' })
})

test('a device has one memory of the journal for all its pages: another log, a shorter one, a rewritten one is refused, and not forgotten', async () => {
  const memory = memoryOf()
  const served = expectAccepted(await askBody(client, BODY))
  expectAccepted(await trustBody(served, { ask: client.ask, memory, today: TODAY }))
  const kept = JSON.parse(memory.read('visavis-journal') ?? '') as Record<string, unknown> // parsing: what was just written
  const log = publicLogAt('/journal', client.ask)
  const policy = await readPublicPolicy(log)
  if (!policy) throw new Error('a policy')
  // The page of a receipt goes on from what the page of a case has seen.
  expect((await followJournal(policy, { log, memory })).seen).toBe('grown')
  const seeing = async (change: Record<string, unknown>) => {
    const other = memoryOf()
    other.write('visavis-journal', JSON.stringify({ ...kept, ...change }))
    const before = other.read('visavis-journal')
    const trusted = await trustBody(served, { ask: client.ask, memory: other, today: TODAY })
    return [trusted.ok ? 'trusted' : trusted.code, other.read('visavis-journal') === before]
  }
  expect(await seeing({ key: 'autre.example/journal+00000000+AAAA' })).toEqual(['journal-other', true])
  expect(await seeing({ size: Number(kept.size) + 1 })).toEqual(['journal-forked', true])
  expect(await seeing({ root: toBase64(new Uint8Array(32)) })).toEqual(['journal-forked', true])
  expect(await seeing({})).toEqual(['trusted', true])
  // Witnesses that were invented for one person alone: those that the device knew do not vouch for what it is shown.
  const [first] = policy.witnesses
  if (!first) throw new Error('a witness')
  const invented = { ...first, key: verifierKey('witness', first.key.name, new Uint8Array(32).fill(7)) }
  const known = formatPolicy({ ...policy, witnesses: [invented, ...policy.witnesses.slice(1)], groups: [{ name: 'g', threshold: 3, members: policy.witnesses.map(({ name }) => name) }] }) // prettier-ignore
  expect(await seeing({ policy: known })).toEqual(['journal-other', true])
  // One that was added is no alarm: the two others still sign, and are enough.
  const fewer = formatPolicy({ ...policy, witnesses: policy.witnesses.slice(0, 2), groups: [], quorum: policy.witnesses[0]?.name ?? '' })
  expect((await seeing({ policy: fewer }))[0]).toBe('trusted')
  // And what it believed first stays: no later list, however it was signed, takes its place.
  const patient = memoryOf()
  patient.write('visavis-journal', JSON.stringify({ ...kept, policy: fewer }))
  await followJournal(policy, { log, memory: patient })
  expect(JSON.parse(patient.read('visavis-journal') ?? '{}')).toMatchObject({ policy: fewer })
})
