import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeWithSecret } from '../src/capabilities/receipts/core/receipt.ts'
import { submissionJson } from '../src/capabilities/receipts/index.ts'
import { quietCheck } from '../src/testing/cast.ts'
import { expectAccessible, openStage, type Stage } from './stage.ts'

/** Each journey without a pointer: Tab, Shift+Tab, Enter, Space, arrows and letters. What has the focus is always seen. */
let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

/** Tabs until the element of this name has the focus; fails when a whole turn of the page has not met it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return undefined
      const label = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? element.labels?.[0]?.textContent : '' // prettier-ignore
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { text: (element.getAttribute('aria-label') ?? (label || element.textContent)).replaceAll(/\s+/g, ' ').trim(), seen: outlineStyle !== 'none' && outlineWidth !== '0px' } // prettier-ignore
    })
    if (focused === undefined) continue
    met.push(focused.text)
    if (typeof name === 'string' ? focused.text.includes(name) : name.test(focused.text)) {
      expect(focused.seen, `the focus on “${focused.text}” is drawn`).toBe(true)
      return
    }
  }
  throw new Error(`no Tab reaches ${name}: ${met.join(' | ')}`)
}

const press = async (page: Page, name: string | RegExp, key = 'Enter') => {
  await tabTo(page, name)
  await page.keyboard.press(key)
}

test('the officer enrols, takes the service, issues a receipt and ends the shift', async () => {
  const { page } = await stage.open()
  await page.goto(`${stage.url}/agent`)
  await page.getByLabel('Code d’enrôlement').waitFor()
  await tabTo(page, 'Code d’enrôlement')
  await page.keyboard.type(await stage.code())
  await page.keyboard.press('Enter')
  await page.getByLabel('Numéros de carte').waitFor()
  await tabTo(page, 'Numéros de carte')
  await page.keyboard.type('1001 1002')
  await page.keyboard.press('Enter')
  for (const name of ['Nouveau contrôle', 'Tapage', 'Saint-Leu', 'Rue des Hortillons', 'Aucune suite', 'Oui, expliqué', 'QR à l’écran']) {
    await page.getByRole('button', { name }).waitFor()
    await press(page, name)
  }
  await page.locator('svg.qr').waitFor()
  await press(page, 'C’est fait')
  await page.getByText('Tout est transmis.').waitFor()
  await press(page, 'Fin de service')
  await page.getByRole('button', { name: 'Oui, terminer' }).waitFor()
  await expectAccessible(page, 'end of shift, asked')
  await press(page, 'Oui, terminer')
  await page.getByRole('button', { name: 'Prendre le service' }).waitFor()
})

test('the holder keeps a receipt, adds observations, and empties the carnet', async () => {
  const { town, site, url } = stage
  const made = town.phone.issue(quietCheck(Date.now()), { city: town.number, unit: 1, secret: site.services.random(16) })
  const body = submissionJson(made.submission)
  await fetch(`${url}/agent/api/recus/${made.id}`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
  const { page } = await stage.open()
  await page.goto(`${url}/r#${encodeWithSecret(made.submission.payload, made.secret, made.submission.signature)}`)
  await page.getByText('Ce reçu est authentique').waitFor()
  await press(page, 'Garder dans mon carnet')
  await page.getByText('Gardé sur cet appareil').waitFor()
  await press(page, 'Ajouter mes observations')
  await tabTo(page, 'Ce que je veux faire inscrire')
  await page.keyboard.type('On ne m’a pas rendu mes papiers tout de suite.')
  await press(page, 'Signer et envoyer')
  await page.getByText('Reçu et daté. Votre référence').waitFor()
  expect(await page.locator('.voice').last().innerText()).toContain('On ne m’a pas rendu mes papiers')
  await expectAccessible(page, 'observations sent, two voices')
  await page.goto(`${url}/carnet`)
  await page.getByText('contrôle en 30 jours').waitFor()
  await press(page, 'Tout effacer')
  await press(page, 'Oui, effacer')
  await page.getByText('Aucun reçu gardé.').waitFor()
})

test('the supervisor signs in, finds what waits, answers it, declares a day and opens an enrolment', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies.supervisor.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/services/1`)
  await page.getByText('1 message à répondre').or(page.getByText('message à répondre')).first().waitFor()
  await page.locator('#a-repondre a').first().focus()
  await page.keyboard.press('Enter')
  await page.getByText('On ne m’a pas rendu mes papiers').waitFor()
  await tabTo(page, 'Note')
  await page.keyboard.type('Les papiers sont désormais rendus aussitôt.')
  await press(page, 'Ajouter')
  await page.getByText('Les papiers sont désormais rendus aussitôt.').waitFor()
  await press(page, 'Retour au service')
  await page.getByText('Personne n’attend de réponse.').waitFor()
  await tabTo(page, 'Nombre de contrôles')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await page.getByText('Déclaré.').waitFor()
  await press(page, 'Enrôler un téléphone')
  await page.getByRole('heading', { name: 'Code d’enrôlement' }).waitFor()
  await expectAccessible(page, 'enrolment code')
})

test('the administrator adds a service; a wrong one comes back with what was typed and why', async () => {
  const { page, context } = await stage.open({ width: 1024 })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/ville`)
  await press(page, 'Ajouter ou modifier un service')
  await tabTo(page, 'Numéro')
  await page.keyboard.type('7')
  await tabTo(page, 'Nom')
  await page.keyboard.type('Brigade de nuit')
  await tabTo(page, 'Contrôle d’identité')
  await page.keyboard.press('Space')
  await press(page, 'Enregistrer le service')
  await page.getByText('La loi ne donne pas cet acte à ce service : Contrôle d’identité.').waitFor()
  expect(await page.locator('#name').inputValue()).toBe('Brigade de nuit')
  await expectAccessible(page, 'city, refused')
  await tabTo(page, 'Contrôle d’identité')
  await page.keyboard.press('Space')
  await tabTo(page, 'Relevé d’identité')
  await page.keyboard.press('Space')
  await press(page, 'Enregistrer le service')
  await page.getByText('C’est enregistré.').waitFor()
})
