import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJournalStage, type JournalStage } from '../../../../testing/journal-stage.ts'
import { buildTown, type Town } from '../../../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../../../testing/test-site.ts'
import { TODAY, type CastBody } from '../../../../testing/vault/vault-cast.ts'
import { foundCastBody } from '../../../../testing/vault/vault-stage.ts'
import { expectAccepted } from '../../../../foundation/result.ts'
import type { Memory } from './memory.ts'
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
  client = {
    ask: (path, init) => site.request(path, { ...init, headers: Object.fromEntries(new Headers(init.headers)), host: town.host }),
    now: () => site.services.clock(),
  }
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

test('a journal of another log than this device knows is no journal', async () => {
  const memory = memoryOf()
  memory.write('visavis-journal', JSON.stringify('autre.example/journal+00000000+AAAA'))
  const served = expectAccepted(await askBody(client, BODY))
  expect(await trustBody(served, { ask: client.ask, memory, today: TODAY })).toMatchObject({ code: 'journal-other' })
})
