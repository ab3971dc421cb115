import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyProof } from '../src/capabilities/journal/core/index.ts'
import { encodeWithSecret } from '../src/capabilities/receipts/core/receipt.ts'
import { submissionJson } from '../src/capabilities/receipts/index.ts'
import { utf8 } from '../src/foundation/bytes.ts'
import { withClient } from '../src/platform/db/roles.ts'
import { quietCheck } from '../src/testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../src/testing/journal-stage.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
let journal: JournalStage
beforeAll(async () => {
  stage = await openStage()
  journal = await openJournalStage(stage.site, { city: stage.town.code, origin: 'amiens.example/journal' })
  await journal.grow(inventedEntries(300))
})
afterAll(async () => {
  await journal.close()
  await stage.close()
})

/** `signed`: Unix seconds. */
async function issue(signed = Math.floor(Date.now() / 1000) - 600) {
  const { town, site, url } = stage
  const made = town.phone.issue(quietCheck(Date.now(), { started: signed, ended: signed + 60 }), {
    city: town.number,
    unit: 1,
    secret: site.services.random(16),
  })
  const body = submissionJson(made.submission)
  const answer = await fetch(`${url}/agent/api/recus/${made.id}`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
  expect(answer.status).toBe(201)
  return { id: made.id, url: `${url}/r#${encodeWithSecret(made.submission.payload, made.secret, made.submission.signature)}` }
}

/** As if the city had received it then. */
async function received(id: string, at: Date): Promise<void> {
  const [, key = '', seq = ''] = /^(\w+)-(\d+)$/.exec(id) ?? []
  const changed = await withClient(stage.site.databaseUrl, (client) =>
    client.query(`update receipts.receipts set received_at = $1 where encode(key_id, 'hex') = $2 and seq = $3`, [at, key, seq]),
  )
  expect(changed.rowCount).toBe(1)
}

test('without JavaScript: whether it holds, who says so, each entry and its proof, and how to check without us', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: 'fr-FR' })
  const page = await context.newPage()
  await page.goto(`${stage.url}/journal`)
  await page.getByText('Le journal est à jour').waitFor()
  for (const name of ['ldh', 'barreau', 'quartier-nord']) expect(await page.getByText(name, { exact: true }).count()).toBeGreaterThan(0)
  expect(await page.getByText('go run auditor.go').count()).toBe(1)
  expect(await page.content().then((html) => Buffer.byteLength(html))).toBeLessThan(60_000)
  await page.getByLabel('Numéro de l’écriture').fill('299')
  await page.getByRole('button', { name: 'Voir' }).click()
  await page.getByText('Recalculée ici : la preuve mène bien à l’état signé.').waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Télécharger la preuve' }).click()])
  const leaf = await page.locator('pre').first().innerText()
  const verified = await verifyProof(journal.policy, readFileSync(await file.path(), 'utf8'), utf8(leaf))
  expect(verified.ok && verified.value.index).toBe(299)
  await context.close()
})

test('the journal’s pages: axe finds nothing, in both languages; nothing scrolls sideways', async () => {
  for (const language of ['fr-FR', 'en-GB']) {
    const { page, context, problems } = await stage.open({ language })
    for (const path of ['/journal', '/journal/entrees/0']) {
      await page.goto(`${stage.url}${path}`)
      await expectAccessible(page, `${path}, ${language}`)
      await expectReflow(page, `${path}, ${language}`)
    }
    expect(problems).toEqual([])
    await context.close()
  }
})

test('kept without a network, a receipt finds its proof by itself; its page says since when, by whom; both stay without a network', async () => {
  const receipt = await issue()
  await journal.grow([])
  const { page, context, problems } = await stage.open()
  await page.goto(`${stage.url}/r`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.goto(receipt.url)
  await page.getByText('Impossible de vérifier sans réseau').waitFor()
  await page.getByRole('button', { name: 'Garder dans mon carnet' }).click()
  await page.getByText('Gardé sur cet appareil').waitFor()
  await context.setOffline(false)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${stage.url}/carnet`)
  await page.getByText(/Au journal public depuis le .* cosigné par ldh, barreau et quartier-nord/).waitFor()
  await page.goto(receipt.url)
  await page.getByText('Au journal public depuis le').waitFor()
  await page.getByText('ldh, barreau et quartier-nord').waitFor()
  await expectAccessible(page, 'a receipt with its proof')
  await expectReflow(page, 'a receipt with its proof')
  // What is asked for says a day and a size of the journal, which everyone’s device asks for; never a receipt, its entry
  // nor its place: nothing but these.
  const EVERYONES =
    /^\/(?:carnet|r|sw\.js|manifest\.json|assets\/.+|recus\/(?:autorites|jours\/\d{4}-\d\d-\d\d)|journal\/(?:policy|checkpoint|tile\/\d+\/.+))?$/
  const paths = asked.map((url) => new URL(url).pathname)
  expect(paths.filter((path) => !EVERYONES.test(path))).toEqual([])
  await page.goto(`${stage.url}/carnet`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.reload()
  await page.getByText('Au journal public depuis le').waitFor()
  expect(problems).toEqual([])
})

test('accepted and not published yet → waiting, with its date; two days later → what to do with that absence', async () => {
  const [fresh, old] = [await issue(Math.floor(Date.now() / 1000) - 2 * 86_400), await issue(Math.floor(Date.now() / 1000) - 5 * 86_400)]
  await received(old.id, new Date(Date.now() - 2 * 86_400_000))
  const { page } = await stage.open()
  await page.goto(fresh.url)
  await page.getByText('Pas encore au journal public').waitFor()
  await page.goto('about:blank')
  await page.goto(old.url)
  await page.getByText('Absent du journal public').waitFor()
  await page.getByText('Demandez à l’un des témoins').waitFor()
  await page.getByText('Saisissez le Défenseur des droits').waitFor()
  await expectAccessible(page, 'absent from the journal')
})

test('a journal that was rewritten is seen by each device that has read it before', async () => {
  const receipt = await issue(Math.floor(Date.now() / 1000) - 3 * 86_400)
  const before = join(stage.site.folder, 'before')
  cpSync(journal.publisher.folder, before, { recursive: true })
  await journal.grow([])
  const { page, context } = await stage.open()
  await page.goto(receipt.url)
  await page.getByText('Au journal public depuis le').waitFor()
  cpSync(before, journal.publisher.folder, { recursive: true })
  await page.goto('about:blank')
  await page.goto(receipt.url)
  await page.getByText('ce journal est plus court que celui que cet appareil a vu').waitFor()
  await expectAccessible(page, 'a shorter journal')
  await context.close()
})
