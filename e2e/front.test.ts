import { expectAccepted } from '../src/foundation/result.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftVersion, publishVersion } from '../src/capabilities/commitments/actions/write-version.ts'
import { measureIndicators, proposeDocument, sayFinding, shipProgramme } from '../src/capabilities/commitments/index.ts'
import { PROGRAMME } from '../src/capabilities/commitments/programme/programme.ts'
import { readFollowers } from '../src/capabilities/commitments/queries/followers.ts'
import { refreshIndex } from '../src/capabilities/search/index.ts'
import { press, tabTo } from './keyboard.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  expectAccepted(await shipProgramme(stage.site.services, { city: stage.town.code, by: undefined }))
  await refreshIndex(stage.site.services, stage.town.code)
})
afterAll(() => stage.close())

test.each([
  ['fr-FR', 'médiateurs', 'Des médiateurs travaillent'],
  ['en-GB', 'mediators', 'Mediators work'],
] as const)('a new resident (%s), without a script: what one can do here, what is true today, and a search', async (language, word, title) => {
  const { page, context, problems } = await stage.open({ language, script: false })
  await page.goto(stage.url)
  const paths = ['/r', '/carnet', '/recours', '/vos-droits', '/comptes-rendus', '/engagements']
  for (const path of paths) expect(await page.locator(`main a.card[href="${path}"]`).isVisible()).toBe(true)
  // On a phone, before anything is moved.
  await page.setViewportSize({ width: 390, height: 844 })
  const links = page.locator('.threshold-promise a.button')
  const seen = await links.evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getBoundingClientRect().bottom <= innerHeight]))
  expect(seen).toEqual(paths.map((path) => [path, true]))
  expect(await page.locator('.key-figure').count()).toBe(3)
  for (const source of await page.locator('.key-figure-source').allTextContents()) expect(source).toMatch(/20\d\d/)
  expect(await page.locator('.key-figure-value').allTextContents()).toEqual(['0', '—', '14'])
  await page.locator('input[type=search]').fill(word)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: title }).click()
  expect(await page.locator('h1').textContent()).toContain(title)
  expect(problems).toEqual([])
  await context.close()
})

test('a commitment with all that can be said of it, a proposal and a following: axe finds nothing, and paper has what a click would open', async () => {
  const { services } = stage.site
  const by = { city: stage.town.code, by: undefined }
  const document = {
    commitment: 'P10',
    title: 'Programme de formation',
    address: 'https://amiens.example/formation.pdf',
    words: 'Deux sessions.',
    dated: '2026-01-15',
  }
  const reference = expectAccepted(await proposeDocument(services, by, { ...document, party: 'city' }))
  const waiting = expectAccepted(await proposeDocument(services, by, { ...document, party: 'citizen' }))
  const said = { commitment: 'P10', finding: 'under_way', reasons: 'Deux sessions ont eu lieu.', evidence: [reference], indicators: [] } as const
  for (const party of ['city', 'observer'] as const) expectAccepted(await sayFinding(services, by, { ...said, party }))
  const terms = PROGRAMME.find(({ commitment }) => commitment === 'P10')?.terms
  if (terms === undefined) throw new Error('it is there')
  const moved = { ...terms, due: { kind: 'date', on: '2027-12-31' } } as const
  expectAccepted(await draftVersion(services, by, { commitment: 'P10', terms: moved, reason: 'La formation a pris du retard.' }))
  expectAccepted(await publishVersion(services, by, { commitment: 'P10', version: 2 }))
  await measureIndicators(services, stage.town.code)
  const { page, context, problems } = await stage.open()
  await page.goto(`${stage.url}/suivi?engagement=P10`)
  await page.getByLabel('Votre adresse électronique').fill('lectrice@quartier.example')
  await page.keyboard.press('Enter')
  await page.getByText('Regardez votre boîte').waitFor()
  const follower = (await readFollowers(services.db, stage.town.code)).find(({ email }) => email === 'lectrice@quartier.example')
  for (const path of ['/engagements/P10', '/engagements/P06', `/preuves/${waiting}`, `/suivi/${follower?.token}`]) {
    expect((await page.goto(`${stage.url}${path}`))?.status()).toBe(200)
    await expectAccessible(page, path)
    await expectReflow(page, path)
  }
  await page.goto(`${stage.url}/engagements/P06`)
  const definition = page.getByText('Reçus signés, rapportés aux contrôles')
  expect(await definition.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await definition.isVisible()).toBe(true)
  expect(problems).toEqual([])
  await context.close()
})

test('search, mistyped, empty and without an answer: axe finds nothing, nothing scrolls sideways', async () => {
  const { page, context } = await stage.open()
  for (const question of ['', '?q=palpation', '?q=palpasion', '?q=zzqqzzqq']) {
    await page.goto(`${stage.url}/recherche${question}`)
    await expectAccessible(page, `search ${question}`)
    await expectReflow(page, `search ${question}`)
  }
  await context.close()
})

test('a city’s own colour and name: read by everyone, in light and in dark', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/ville#apparence`)
  await page.getByLabel('Couleur des liens et des boutons').fill('#e0a000')
  await page.locator('form[action="/ville/apparence"] button').click()
  const instead = /Essayez (#[0-9a-f]{6})/.exec(await page.getByText('Cette couleur ne se lit pas assez').innerText())?.[1] ?? ''
  await page.getByLabel('Couleur des liens et des boutons').fill(instead)
  await page.locator('form[action="/ville/apparence"] button').click()
  await page.waitForLoadState()
  // A city's settings are known for three seconds, a page for five.
  await expect
    .poll(async () => (await page.goto(stage.url), page.locator('link[href$="theme.css"]').count()), { timeout: 15_000, interval: 1000 })
    .toBe(1)
  for (const path of ['/', '/engagements/P06', '/vos-droits/rue', '/suivi']) {
    await page.goto(stage.url + path)
    await expectAccessible(page, `themed ${path}`)
  }
  await context.close()
})

test(
  'by Tab alone: from the front page to a search, to a commitment, to following it, to proposing what proves it',
  { timeout: 60_000 },
  async () => {
    const { page, context, problems } = await stage.open({ width: 1024 })
    await page.goto(`${stage.url}/`)
    await tabTo(page, 'Chercher dans tout le site')
    await page.keyboard.type('médiateurs')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/recherche\?/)
    await press(page, /Des médiateurs travaillent/)
    await page.waitForURL(/\/engagements\/P03$/)
    await page.goto(`${stage.url}/engagements`)
    await press(page, /^P06/)
    await page.getByRole('heading', { name: 'Versions' }).waitFor()
    await press(page, 'Suivre par courriel')
    await page.getByLabel('Votre adresse électronique').waitFor()
    await tabTo(page, 'Votre adresse électronique')
    await page.keyboard.type('voisine@quartier.example')
    await page.keyboard.press('Enter')
    await page.getByText('Regardez votre boîte').waitFor()
    await expectAccessible(page, 'following')
    await page.goto(`${stage.url}/engagements/P06`)
    await press(page, 'Proposer')
    await page.locator('form textarea').first().waitFor()
    await tabTo(page, 'Titre du document')
    await page.keyboard.type('Compte rendu du conseil')
    await tabTo(page, 'Ce qu’il montre')
    await page.keyboard.type('La délibération du 15 janvier.')
    await tabTo(page, 'Date du document')
    await page.keyboard.type('01012026')
    await press(page, 'Proposer ce document')
    await page.getByText('C’est reçu').waitFor()
    expect(problems).toEqual([])
    await context.close()
  },
)

test('by Tab alone: from the list of rights to one page and back', async () => {
  const { page, context } = await stage.open({ width: 390 })
  await page.goto(`${stage.url}/vos-droits`)
  await press(page, 'On me palpe')
  await page.locator('.sheet-parts').waitFor()
  await press(page, 'Toutes les situations')
  await page.getByText('العربية').waitFor()
  await context.close()
})

test('who hosts the site is in the legal notice once the city named them, and said to be missing before', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/mentions-legales`)
  await page.getByText('pas encore nommé').waitFor()
  await page.goto(`${stage.url}/ville`)
  await page.getByLabel('Hébergeur').fill('Hébergeur public, 1 rue du Serveur, Amiens, 03 00 00 00 00')
  await page
    .locator('form', { has: page.getByLabel('Hébergeur') })
    .getByRole('button')
    .click()
  await page.waitForLoadState()
  await expect
    .poll(async () => (await page.goto(`${stage.url}/mentions-legales`), page.getByText('1 rue du Serveur').count()), {
      timeout: 15_000,
      interval: 1000,
    })
    .toBe(1)
  await context.close()
})

test('the feed is XML to a parser that forgives nothing, and has what RFC 4287 demands; a sign too many is refused', async () => {
  const { page, context } = await stage.open()
  await page.goto(`${stage.url}/engagements`)
  const read = (spoiled: boolean) =>
    page.evaluate(async (broken) => {
      const text = await (await fetch('/engagements.atom')).text()
      const feed = new DOMParser().parseFromString(broken ? text.replace('<title', '<b>&</b><title') : text, 'application/xml')
      const ATOM = 'http://www.w3.org/2005/Atom'
      const own = (element: Element, name: string) => [...element.children].filter((child) => child.localName === name && child.namespaceURI === ATOM)
      const isDate = (element: Element) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(element.textContent ?? '')
      const isWhole = (element: Element) =>
        ['id', 'title', 'updated'].every((name) => own(element, name).length === 1) && own(element, 'updated').every(isDate) && URL.canParse(own(element, 'id')[0]?.textContent ?? '') // prettier-ignore
      const root = feed.documentElement
      const entries = own(root, 'entry')
      return {
        isXml: feed.querySelector('parsererror') === null,
        isFeed: root.localName === 'feed' && root.namespaceURI === ATOM && isWhole(root),
        entries: entries.length,
        whole: entries.filter((entry) => isWhole(entry) && (own(entry, 'author').length > 0 || own(root, 'author').length > 0)).length,
        ids: new Set(entries.map((entry) => own(entry, 'id')[0]?.textContent)).size,
      }
    }, spoiled)
  const { entries, ...feed } = await read(false)
  expect(entries).toBeGreaterThan(0)
  expect(feed).toEqual({ isXml: true, isFeed: true, whole: entries, ids: entries })
  expect((await read(true)).isXml).toBe(false)
  await context.close()
})
