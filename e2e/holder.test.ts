import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeWithSecret } from '../src/capabilities/receipts/core/receipt.ts'
import { registerSoftDevice, submissionJson } from '../src/capabilities/receipts/index.ts'
import { quietCheck } from '../src/testing/cast.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

async function issue(options: { readonly send: boolean; readonly started?: number }) {
  const { town, site, url } = stage
  const started = options.started ?? Math.floor(Date.now() / 1000) - 600
  const made = town.phone.issue(quietCheck(Date.now(), { started, ended: started + 60 }), {
    city: town.number,
    unit: 1,
    secret: site.services.random(16),
  })
  if (options.send) {
    const answer = await fetch(`${url}/agent/api/recus/${made.id}`, {
      method: 'PUT',
      body: submissionJson(made.submission),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(201)
  }
  return { id: made.id, url: `${url}/r#${encodeWithSecret(made.submission.payload, made.secret, made.submission.signature)}` }
}

test('keeps the receipt, shares a copy that cannot be claimed, adds observations, contests; the unit sees them', async () => {
  const receipt = await issue({ send: true })
  const { page, context, problems } = await stage.open()
  await page.goto(receipt.url)
  await page.getByText('Ce reçu est authentique').waitFor()
  await page.getByRole('button', { name: 'Garder dans mon carnet' }).click()
  await page.getByText('Gardé sur cet appareil').waitFor()
  await page.getByText('Contester ce contrôle').click()
  await page.getByLabel('Ce que je conteste').fill('On ne m’a pas dit pourquoi.')
  await page.locator('details[open]').getByRole('button', { name: 'Signer et envoyer' }).click()
  await page.getByText('Reçu et daté. Votre référence').waitFor()
  await expectAccessible(page, 'contested')
  const handed = async () => JSON.parse((await page.evaluate(() => sessionStorage.getItem('visavis-recu'))) ?? '{}') as Record<string, string> // parsing: strings, by our own page
  await page.getByRole('link', { name: 'Saisir un organe de recours avec ce reçu' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await handed()).toMatchObject({
    service: 'municipale',
    jour: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    lieu: expect.stringContaining('Saint-Leu'),
  })
  // A copy goes along, never the key that makes the receipt theirs.
  expect((await handed()).recu).not.toContain(receipt.url.split('#')[1])
  await page.goBack()
  await page.getByText('Ce reçu est authentique').waitFor()
  await page.getByText('Copie à partager').click()
  const copy = await page.locator('svg.qr').first().getAttribute('data-text')
  const friend = await stage.open()
  await friend.page.goto(copy ?? '')
  await friend.page.getByText('Ce reçu est authentique').waitFor()
  await friend.page.getByText('seul l’original permet de contester').waitFor()
  expect(await friend.page.getByText('Contester ce contrôle').count()).toBe(0)

  const supervisor = await stage.open({ width: 1280 })
  const [name = '', value = ''] = stage.town.cookies.supervisor.split('=')
  await supervisor.context.addCookies([{ name, value, url: stage.url }])
  await supervisor.page.goto(`${stage.url}/services/1/recus/${receipt.id}`)
  await supervisor.page.getByText('On ne m’a pas dit pourquoi.').waitFor()
  await supervisor.page.getByLabel('Champ concerné').fill('motif')
  await supervisor.page.getByLabel('Note').fill('Le motif sera rappelé aux agents.')
  await supervisor.page.getByRole('button', { name: 'Ajouter' }).click()
  await supervisor.page.getByText('Le motif sera rappelé aux agents.').waitFor()
  await expectAccessible(supervisor.page, 'one receipt, unit')
  await expectReflow(supervisor.page, 'one receipt, unit')

  await page.goto(`${stage.url}/carnet`)
  await page.getByText('contrôle en 30 jours').waitFor()
  const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Résumé PDF' }).click()])
  expect(
    readFileSync(await pdf.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  const [copyFile] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Exporter une copie' }).click()])
  const exported = await copyFile.path()
  await page.getByRole('button', { name: 'Tout effacer' }).click()
  await page.getByRole('button', { name: 'Oui, effacer' }).click()
  await page.getByText('Aucun reçu gardé.').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await page.getByText('Ce fichier n’est pas un carnet').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'carnet.json', mimeType: 'application/json', buffer: readFileSync(exported) })
  await page.getByText('1 reçu importé.').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.reload()
  await page.getByText('contrôle en 30 jours').waitFor()
  expect([...problems, ...friend.problems, ...supervisor.problems]).toEqual([])
})

test('signed yesterday and not there yet → waiting, with its date; three days ago → absent, which is evidence', async () => {
  const { page } = await stage.open()
  await page.goto((await issue({ send: false })).url)
  await page.getByText('Signé, pas encore au registre').waitFor()
  await expectAccessible(page, 'waiting')
  await page.goto('about:blank')
  await page.goto((await issue({ send: false, started: Math.floor(Date.now() / 1000) - 3 * 86_400 })).url)
  await page.getByText('Signé, mais absent du registre').waitFor()
  await page.getByText('Son absence est elle-même une preuve').waitFor()
  await expectAccessible(page, 'missing')
})

test('older than twelve months: erased from the register, which says nothing against anyone', async () => {
  const { site, town, url } = stage
  const signed = Math.floor(Date.now() / 1000) - 390 * 86_400
  const phone = await registerSoftDevice(site.services, { city: town.code, unit: 1, span: [signed - 3600, signed + 3600] })
  const check = quietCheck(Date.now(), { started: signed, ended: signed + 60 })
  const made = phone.issue(check, { city: town.number, unit: 1, secret: site.services.random(16) })
  const { page } = await stage.open()
  await page.goto(`${url}/r#${encodeWithSecret(made.submission.payload, made.secret, made.submission.signature)}`)
  await page.getByText('Signé, et effacé du registre après douze mois').waitFor()
  expect(await page.getByText('Que faire de cette preuve').count()).toBe(0)
  await expectAccessible(page, 'forgotten')
})

test('a forged receipt, a torn one, and no network', async () => {
  const { page, context } = await stage.open()
  const receipt = await issue({ send: true })
  const last = receipt.url.at(-3) === 'A' ? 'B' : 'A'
  await page.goto(receipt.url.slice(0, -3) + last + receipt.url.slice(-2))
  await page.getByText('Ce reçu n’est pas authentique').waitFor()
  await expectAccessible(page, 'not genuine')
  await page.goto('about:blank')
  await page.goto(`${stage.url}/r#ABCD`)
  await page.getByText('Ce n’est pas un reçu').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.goto('about:blank')
  await page.goto((await issue({ send: false, started: Math.floor(Date.now() / 1000) - 2 * 86_400 })).url)
  await page.getByText('Impossible de vérifier sans réseau').waitFor()
  await expectAccessible(page, 'offline')
})
