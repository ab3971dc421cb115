import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { inCity } from '../../platform/db/database.ts'
import { readDays } from './actions/read-days.ts'
import { openCheckpoint } from './core/open-checkpoint.ts'

let site: TestSite
let town: Town
let stage: JournalStage
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'localhost:3000' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

test('what was queued is numbered, signed, cosigned by three witnesses and published in static files', async () => {
  const published = expectAccepted(await stage.grow(inventedEntries(300)))
  expect(published.witnesses.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined])
  const note = readFileSync(join(stage.publisher.folder, 'checkpoint'), 'utf8')
  const opened = expectAccepted(await openCheckpoint(stage.policy, note))
  expect(opened.witnesses.length).toBe(3)
  expect(opened.checkpoint.size).toBeGreaterThan(300)
  const again = expectAccepted(await stage.grow(inventedEntries(600)))
  expect(again.checkpoint.checkpoint.size).toBe(opened.checkpoint.size + 300)
})

test('each of the last thirty days says what entered that day, and the first not what was there before, also after clocks changed', async () => {
  const { db } = site.services
  const row = (size: number, at: string) => ({ city: '59350', size, root: Buffer.alloc(32), note: '', published_at: new Date(at) })
  await inCity(db, '59350', (tx) =>
    tx
      .insertInto('journal.checkpoints')
      .values([row(500, '2027-01-05T12:00:00Z'), row(510, '2027-03-29T12:00:00Z'), row(512, '2027-04-27T09:00:00Z')])
      .execute(),
  )
  // The window begins on 29 March 2027; the day before had 23 hours.
  const days = await readDays(db, { city: '59350', now: new Date('2027-04-27T12:00:00Z') })
  expect([days.length, days[0], days[1]?.count, days.at(-1)]).toEqual([
    30,
    { day: '2027-03-29', count: 10, size: 510 },
    0,
    { day: '2027-04-27', count: 2, size: 512 },
  ])
})
