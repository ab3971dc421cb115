import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDrafts, readImports, undoImport } from '../src/capabilities/activity/index.ts'
import { addCivilMonths, civilDate } from '../src/foundation/civil-date.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { importInvented } from '../src/testing/invented-facts.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
const thisMonth = civilDate(new Date()).slice(0, 7)
const last = addCivilMonths(`${thisMonth}-01`, -1).slice(0, 7)
const report = `controles-${last}`
beforeAll(async () => {
  stage = await openStage({ optionalFields: ['age_band'] })
  await importInvented(stage.site, { city: stage.town.code, month: last, rows: 300 })
}, 60_000)
afterAll(() => stage.close())

async function as(role: 'admin' | 'supervisor' | 'auditor', path: string) {
  const { page, context, problems } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies[role].split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(stage.url + path)
  return { page, problems }
}

describe('a report, from the clerk to the resident', () => {
  test('before anything is published, the page says so, and that no date was promised', async () => {
    const { page } = await stage.open()
    await page.goto(`${stage.url}/comptes-rendus`)
    await page.getByText('Aucun compte rendu n’est encore publié.').first().waitFor()
    await page.getByText('La ville n’a encore promis aucune date.').waitFor()
    await expectAccessible(page, 'no report')
  })

  test('the clerk asks for a draft and promises dates', async () => {
    const { page } = await as('admin', '/preparation')
    await expectAccessible(page, 'preparation')
    await expectReflow(page, 'preparation')
    await page.getByRole('button', { name: 'Préparer ce compte rendu' }).click()
    await page.getByText('En préparation').waitFor()
    await page.locator('#jours').fill('400')
    await page.getByRole('button', { name: 'Promettre' }).click()
    await page.getByText('À venir').first().waitFor()
    await makeDrafts(stage.site.services, stage.town.code)
  })

  test('the chief sees what the public will see, and signs in two presses', async () => {
    const { page } = await as('supervisor', '/preparation')
    await page.getByRole('table', { name: 'Brouillons' }).getByRole('link').click()
    await page.getByText('Voici tout ce que le public verra').waitFor()
    await expectAccessible(page, 'draft')
    await page.getByText('Signer ces chiffres').click()
    await page.getByRole('button', { name: 'Oui, j’en réponds' }).click()
    await page.getByText('C’est fait.').waitFor()
  })

  test('the oversight body says what it thinks; the clerk publishes', async () => {
    const { page: opinion } = await as('auditor', '/preparation')
    await opinion.getByRole('table', { name: 'Brouillons' }).getByRole('link').click()
    await opinion.locator('#avis').fill('Avis d’essai.')
    await opinion.getByRole('button', { name: 'Joindre cet avis' }).click()
    await opinion.getByText('C’est fait.').waitFor()
    const { page } = await as('admin', '/preparation')
    await page.getByRole('table', { name: 'Brouillons' }).getByRole('link').click()
    await page.getByText('Publier', { exact: true }).click()
    await page.getByRole('button', { name: 'Oui, publier pour toujours' }).click()
    await page.getByText('C’est fait.').waitFor()
  })

  test.each(['fr-FR', 'en-GB'])('the resident reads it on a phone, explores it, finds the data (%s)', async (language) => {
    const { page, problems } = await stage.open({ language })
    for (const path of ['/comptes-rendus', `/comptes-rendus/${report}`, `/comptes-rendus/${report}/explorer?tableau=result`, '/donnees']) {
      await page.goto(stage.url + path)
      await page.locator('h1').first().waitFor()
      await expectAccessible(page, `${path} ${language}`)
      await expectReflow(page, path)
    }
    expect(problems).toEqual([])
  })

  test('without a script: the explorer narrows to one row by its address', async () => {
    const context = await stage.browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(`${stage.url}/comptes-rendus/${report}/explorer`)
    await page.locator('#tableau').selectOption('quarter')
    await page.getByRole('button', { name: 'Afficher' }).click()
    await page.locator('#ligne').selectOption('nord')
    await page.getByRole('button', { name: 'Afficher' }).click()
    expect(new URL(page.url()).searchParams.get('ligne')).toBe('nord')
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Nord', 'Ensemble'])
    await context.close()
  })

  test('files of a version are there for anyone, and nothing beside them', async () => {
    const get = (path: string) => fetch(`${stage.url}/donnees/${path}`, { redirect: 'manual' }).then(({ status }) => status)
    for (const file of ['manifest.json', 'rapport.json', 'rapport.pdf', 'tableaux.parquet', 'quarter.csv', 'datapackage.json'])
      expect(await get(`${report}/v1/${file}`), file).toBe(200)
    for (const path of [
      `${report}/v2/manifest.json`,
      `${report}/v1/..%2f..%2fsecret.json`,
      `${report}/v01/manifest.json`,
      `autre/v1/manifest.json`,
      `${report}/v1/manifest.exe`,
    ])
      expect(await get(path), path).toBe(404)
    const feed = await fetch(`${stage.url}/comptes-rendus.rss`).then((answer) => answer.text())
    expect(feed).toContain(`/comptes-rendus/${report}?version=1`)
  })
})

describe('a correction', () => {
  test('those who answer for the figures see the true tables; what is not theirs to see is refused', async () => {
    const { page } = await as('supervisor', '/preparation')
    await page.getByRole('link', { name: 'Tableaux internes' }).click()
    await page.locator('#tableau').selectOption('quarter-result')
    await page.getByRole('button', { name: 'Afficher' }).click()
    const numbers = (await page.getByRole('cell').allTextContents()).filter((text) => /^\d+$/.test(text)).map(Number)
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(300)
    await expectAccessible(page, 'internal tables')
    await expectReflow(page, 'internal tables')
    const { page: refused } = await as('auditor', '/preparation')
    expect(await refused.getByRole('link', { name: 'Tableaux internes' }).count()).toBe(0)
    expect((await refused.goto(`${stage.url}/tableaux-internes`))?.status()).toBe(403)
  })

  test('is asked for with its reason, signed, published; the resident sees both versions and what changed', async () => {
    const city = stage.town.code
    const [wrong] = await readImports(stage.site.services.db, city)
    expectAccepted(await undoImport(stage.site.services, { city, id: wrong?.id ?? '', by: undefined, why: 'incomplet' }))
    await importInvented(stage.site, { city, month: last, rows: 900 })
    const { page: clerk } = await as('admin', '/preparation')
    await clerk.getByRole('button', { name: 'Préparer ce compte rendu' }).click()
    await clerk.getByText('Ce compte rendu est déjà publié : dites pourquoi il est corrigé.').waitFor()
    await clerk.locator('#raison').fill('Le fichier était incomplet.')
    await clerk.getByRole('button', { name: 'Préparer ce compte rendu' }).click()
    await clerk.getByText('En préparation').waitFor()
    await makeDrafts(stage.site.services, city)
    const { page: chief } = await as('supervisor', '/preparation')
    await chief
      .getByRole('table', { name: 'Brouillons' })
      .getByRole('link', { name: /correction/ })
      .click()
    await chief.getByRole('heading', { name: 'Ce qui a changé depuis la version 1' }).waitFor()
    await chief.getByText('Signer ces chiffres').click()
    await chief.getByRole('button', { name: 'Oui, j’en réponds' }).click()
    await clerk.reload()
    await clerk
      .getByRole('table', { name: 'Brouillons' })
      .getByRole('link', { name: /correction/ })
      .click()
    await clerk.getByText('Publier', { exact: true }).click()
    await clerk.getByRole('button', { name: 'Oui, publier pour toujours' }).click()
    await clerk.getByText('C’est fait.').waitFor()
    const { page, problems } = await stage.open()
    await page.goto(`${stage.url}/comptes-rendus/${report}`)
    await page.getByText('Pourquoi cette correction : Le fichier était incomplet.').waitFor()
    await expectAccessible(page, 'correction')
    await expectReflow(page, 'correction')
    await page.goto(`${stage.url}/comptes-rendus/${report}?version=1`)
    await page.getByText('Une version corrigée existe').waitFor()
    await page.getByRole('link', { name: 'Lire la version 2' }).click()
    await page.getByRole('heading', { name: 'Ce qui a changé depuis la version 1' }).waitFor()
    expect(problems).toEqual([])
    expect((await fetch(`${stage.url}/donnees/${report}/v2/differences.csv`)).status).toBe(200)
  })
})
