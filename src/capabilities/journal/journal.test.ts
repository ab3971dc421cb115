import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
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
