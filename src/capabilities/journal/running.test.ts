import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { asOwner, readNote } from '../../testing/journal-forgery.ts'
import { inventedEntries, openJournalStage, WITNESSES, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { commitEntries } from './actions/commit-entries.ts'
import { exportTiles } from './actions/export-tiles.ts'
import { readPublished } from './actions/publish.ts'
import { runJournal, type RunningJournal } from './actions/run-journal.ts'
import type { JournalStatus } from './actions/status.ts'
import { tilePath, tilesBetween } from './core/tile.ts'

/** The program as it runs: woken by the database, tried again by the clock, told to the public. Two of three witnesses are needed. */
let site: TestSite
let town: Town
let stage: JournalStage
let running: RunningJournal | undefined
let made = 0
const elsewhere = new Map<string, string>()

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'localhost:3000' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  expectAccepted(await stage.grow(fresh(3)))
})
beforeEach(() => elsewhere.clear())
afterEach(async () => {
  await running?.stop()
  running = undefined
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

const fresh = (count: number) => inventedEntries(count, (made += count) - count)
const folder = () => stage.publisher.folder
const status = (): Partial<JournalStatus> =>
  existsSync(join(folder(), 'status.json')) ? JSON.parse(readFileSync(join(folder(), 'status.json'), 'utf8')) : {}
const publicSize = async () => (await readPublished(folder(), stage.policy))?.checkpoint.size ?? 0
const start = () =>
  runJournal(site.services, {
    databaseUrl: site.databaseUrl,
    cities: async () => [town.code],
    addresses: (name) => elsewhere.get(name) ?? stage.witnesses.get(name)?.served.url,
  })
const queue = (count: number) =>
  inCity(site.services.db, town.code, (tx) =>
    commitEntries(tx, { city: town.code, now: site.services.clock(), random: site.services.random }, fresh(count)),
  )
/** Milliseconds until it is so. */
async function until(done: () => Promise<boolean> | boolean, patience = 9000): Promise<number> {
  const started = performance.now()
  while (!(await done())) {
    if (performance.now() - started > patience) throw new Error('it did not come about in time')
    await pause(20)
  }
  return performance.now() - started
}
/** What the page says of the journal, of its witnesses and their state; it is kept for five seconds. */
async function page(): Promise<string> {
  site.now += 6000
  const html = await (await site.request('/journal', { headers: { 'accept-language': 'fr' } })).text()
  return html.slice(html.indexOf('<h1>'), html.indexOf('growth-plot'))
}
const problems = () => Object.fromEntries((status().witnesses ?? []).map(({ name, problem }) => [name, problem]))

test('what is queued is in public within a second or two, woken by its own commit, not by the sweep of every five seconds', async () => {
  running = await start()
  await until(() => status().state === 'running')
  let waited = 0
  for (let round = 0; round < 3; round += 1) {
    const wanted = (await publicSize()) + 2
    await queue(2)
    waited += await until(async () => (await publicSize()) === wanted)
  }
  expect(waited, 'three by the sweep alone take ten seconds at least').toBeLessThan(8000)
})

test('with too few witnesses the old checkpoint stays, the public reads which do not answer, and it goes on when they are back', async () => {
  running = await start()
  await until(() => status().state === 'running')
  const before = readNote(folder())
  for (const name of WITNESSES.slice(1)) elsewhere.set(name, 'http://127.0.0.1:9')
  await queue(1)
  await until(() => status().state === 'no-quorum')
  expect([readNote(folder()), status().why]).toEqual([before, 'quorum-missing'])
  expect(problems()).toEqual({ ldh: null, barreau: 'unreachable', 'quartier-nord': 'unreachable' })
  const shown = await page()
  expect(shown).toContain('Les témoins ne suivent pas')
  expect(shown.match(/ne répond pas/g)).toHaveLength(2)
  elsewhere.clear()
  await queue(1)
  await until(() => status().state === 'running')
  expect(readNote(folder())).not.toBe(before)
  expect(await page()).toContain('Le journal est à jour')
})

test('a witness that never answers holds nobody up: a second is waited for it, and the others are enough', async () => {
  const silent: Server = createServer(() => undefined)
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  const address = silent.address()
  elsewhere.set('barreau', `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
  running = await start()
  await pause(500)
  const wanted = (await publicSize()) + 1
  await queue(1)
  await until(async () => (await publicSize()) === wanted, 4500)
  silent.close()
  await until(() => problems().barreau === 'unreachable')
})

test('a journal to which nothing comes is signed and cosigned again within ten minutes', async () => {
  running = await start()
  await until(() => status().state === 'running')
  await pause(600)
  const [before, size] = [readNote(folder()), await publicSize()]
  site.now += 9.5 * 60_000
  await until(() => readNote(folder()) !== before)
  expect(await publicSize()).toBe(size)
})

test('an entry that someone changed by hand stops it, and the page says so in these words', async () => {
  running = await start()
  await until(() => status().state === 'running')
  await queue(2)
  const wanted = await publicSize()
  await asOwner(site, `update journal.entries set leaf = leaf || ' url:https://autre.example'::bytea where index = ${wanted - 1}`)
  await queue(1)
  await until(() => status().why === 'entry-altered')
  expect(await page()).toContain('quelqu’un l’a changée à la main')
  await asOwner(site, `update journal.entries set leaf = substring(leaf for length(leaf) - 26) where index = ${wanted - 1}`)
  await queue(1)
  await until(() => status().state === 'running')
})

test('it refuses to start over a database that was put back to an older state, with a sentence', async () => {
  const head = await publicSize()
  await asOwner(site, 'create schema kept', 'create table kept.heads as table journal.heads', `update journal.heads set size = ${head - 1}`)
  await expect(start()).rejects.toThrow(/rolled back/)
  await asOwner(site, 'delete from journal.heads', 'insert into journal.heads table kept.heads')
  running = await start()
})

test('what is published is read from any page, as it is, for as long as it holds', async () => {
  expectAccepted(await stage.grow(fresh(300)))
  const headersOf = async (path: string) => {
    const { status, headers } = await site.request(path)
    return [status, headers.get('content-type'), headers.get('cache-control'), headers.get('access-control-allow-origin')]
  }
  const forEver = [200, 'application/octet-stream', 'public, max-age=31536000, immutable', '*']
  for (const path of ['/journal/tile/0/000', '/journal/tile/entries/000']) expect(await headersOf(path)).toEqual(forEver)
  for (const path of ['/journal/checkpoint', '/journal/policy'])
    expect(await headersOf(path)).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=3', '*'])
  expect((await site.request('/journal/tile/0/../../signer/key')).status).toBe(404)
})

test('exported again from the database into an empty folder, the same log gives the same bytes', async () => {
  expectAccepted(await stage.grow(fresh(700)))
  const size = await publicSize()
  const empty = mkdtempSync(join(site.folder, 'again-'))
  await exportTiles({ db: site.services.db, city: town.code, folder: empty, from: 0, size })
  for (const path of tilesBetween(0, size).map(tilePath))
    expect(readFileSync(join(empty, path)).equals(readFileSync(join(folder(), path))), path).toBe(true)
})
