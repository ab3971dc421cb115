import { expectAccepted } from '../src/foundation/result.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measureIndicators, shipProgramme } from '../src/capabilities/commitments/index.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  expectAccepted(await shipProgramme(stage.site.services, { city: stage.town.code, by: undefined }))
  await measureIndicators(stage.site.services, stage.town.code)
})
afterAll(() => stage.close())

const PUBLIC = [
  '/',
  '/recus',
  '/carte',
  '/controles-sans-recu',
  '/r',
  '/carnet',
  '/agent',
  '/connexion',
  '/galerie',
  '/mentions-legales',
  '/donnees-personnelles',
  '/accessibilite',
  '/vos-droits',
  '/vos-droits/rue',
  '/vos-droits/ar/rue',
  '/vos-droits/rue/affiche',
  '/vos-droits/relecture',
  '/engagements',
  '/engagements/P06',
  '/engagements/P06/preuve',
  '/engagements/annees',
  '/engagements/quartiers/1',
  '/suivi',
  '/introuvable',
]
const STAFF = [['admin', '/ville'], ['admin', '/comptes'], ['admin', '/actes'], ['supervisor', '/services/1'], ['supervisor', '/compte'], ['auditor', '/ville'], ['observer', '/compte'], ['observer', '/gestion/engagements'], ['observer', '/gestion/engagements/P06'], ['admin', '/gestion/engagements/P06/version'], ['admin', '/vos-droits/relecture']] as const // prettier-ignore

test.each(PUBLIC)('%s: axe finds nothing, in French and English, light and dark; nothing scrolls sideways', async (path) => {
  for (const language of ['fr-FR', 'en-GB']) {
    const { page, context, problems } = await stage.open({ width: 1024, language })
    await page.goto(stage.url + path)
    await page.locator('h1').first().waitFor()
    // Colours are the same in every language.
    await expectAccessible(page, `${path} ${language}`, language === 'fr-FR' ? ['light', 'dark'] : ['light'])
    await expectReflow(page, path)
    expect(problems).toEqual([])
    await context.close()
  }
})

test.each(STAFF)('%s on %s: the same', async (role, path) => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies[role].split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(stage.url + path)
  await expectAccessible(page, path)
  await expectReflow(page, path)
})

test('by keyboard alone: from the skip link to a declaration sent, and its errors in words first', async () => {
  const { page } = await stage.open({ width: 1024 })
  await page.goto(`${stage.url}/controles-sans-recu`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu')
  await page.keyboard.press('Enter')
  await page.evaluate(() => document.querySelectorAll('[required]').forEach((field) => field.removeAttribute('required')))
  await page.locator('#account').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Votre déclaration n’est pas partie').waitFor()
  await expectAccessible(page, 'declaration refused')
  await page.locator('#day').focus()
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date()).split('-')
  await page.locator('#day').fill(`${year}-${month}-${day}`)
  await page.locator('#quarter').focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('input[name=service]').first().focus()
  await page.keyboard.press('Space')
  await page.locator('input[name=asked]').first().focus()
  await page.keyboard.press('Space')
  await page.locator('#account').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Votre déclaration est enregistrée').waitFor()
  await expectAccessible(page, 'declaration sent')
})

test('an invited agent makes a passkey, signs out, and signs in with it', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const client = await context.newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const { createAccount, invite } = await import('../src/platform/identity/accounts.ts')
  const { inCity } = await import('../src/platform/db/database.ts')
  const { services } = stage.site
  const place = { city: stage.town.code, now: new Date() }
  const account = await createAccount(services, place, { email: 'nouvelle@amiens.example', role: 'auditor', unit: undefined, demo: false })
  if (!account.ok) throw new Error(account.code)
  const token = await inCity(services.db, place.city, (tx) => invite(services, { ...place, tx }, account.value))
  await page.goto(`${stage.url}/invitation/${token}`)
  await expectAccessible(page, 'invitation')
  await page.getByRole('button', { name: 'Créer ma clé d’accès' }).click()
  await page.getByText('Connecté comme nouvelle@amiens.example').waitFor()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto(`${stage.url}/invitation/${token}`)
  await page.getByText('Cette invitation a déjà servi').waitFor()
  await page.goto(`${stage.url}/connexion`)
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
  await page.getByText('Connecté comme nouvelle@amiens.example').waitFor()
})
