import jsQR from 'jsqr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inCity } from '../src/platform/db/database.ts'
import { expectAccessible, expectReflow, issueOnScreen, openStage, takeService, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const stored = () =>
  inCity(stage.site.services.db, stage.town.code, (tx) =>
    tx.selectFrom('receipts.receipts').where('city', '=', stage.town.code).select(['seq', 'delivery']).orderBy('received_at').execute(),
  )
const SAINT_LEU = { quarter: 'Saint-Leu', street: 'Rue des Hortillons' }

test('the officer issues with the network cut, reloads, and everything is sent when it returns; the person scans the QR and verifies it', async () => {
  const { page, context, problems } = await stage.open()
  await page.goto(`${stage.url}/agent`)
  await page.getByLabel('Code d’enrôlement').waitFor()
  await expectAccessible(page, 'enrolment')
  await takeService(page, stage)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expectAccessible(page, 'officer’s home')
  await context.setOffline(true)
  const url = await issueOnScreen(page, SAINT_LEU)
  expect(url).toMatch(new RegExp(`^${stage.url}/r#[A-Z2-7]{197}$`))
  await expectAccessible(page, 'QR on screen')
  const picture = await page.locator('svg.qr').evaluate(async (svg) => {
    const image = new Image()
    image.src = `data:image/svg+xml;base64,${btoa(new XMLSerializer().serializeToString(svg))}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 500
    const drawing = canvas.getContext('2d')
    drawing?.drawImage(image, 0, 0, 500, 500)
    return [...(drawing?.getImageData(0, 0, 500, 500).data ?? [])]
  })
  expect(jsQR(new Uint8ClampedArray(picture), 500, 500)?.data).toBe(url)
  await page.reload()
  expect(await page.locator('svg.qr').getAttribute('data-text'), 'the QR is still there after a crash').toBe(url)
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('1 reçu attend le réseau').waitFor()
  await page.reload()
  await page.getByText('1 reçu attend le réseau').waitFor()
  await expectReflow(page, 'officer’s home, waiting')
  const before = (await stored()).length
  await context.setOffline(false)
  await page.getByText('Tout est transmis.').waitFor()
  expect((await stored()).length).toBe(before + 1)

  const person = await stage.open()
  await person.page.goto(url)
  await person.page.getByText('Ce reçu est authentique').waitFor()
  for (const words of ['Tapage', 'Saint-Leu', 'Relevé d’identité', 'Aucune suite', 'carte n° 1001', 'CPP art. 78-6'])
    expect(await person.page.locator('main').innerText()).toContain(words)
  await expectAccessible(person.page, 'genuine receipt')
  await expectReflow(person.page, 'genuine receipt')
  expect([...problems, ...person.problems]).toEqual([])
})

test('a clock five hours wrong: the phone learns the server’s time, and the receipt bears the right hour', async () => {
  const { page } = await stage.open()
  await page.clock.install({ time: new Date(Date.now() - 5 * 3_600_000) })
  await takeService(page, stage)
  await page.getByText(/L’horloge de ce téléphone est fausse/).waitFor()
  const url = await issueOnScreen(page, SAINT_LEU)
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('Tout est transmis.').waitFor()
  const row = await inCity(stage.site.services.db, stage.town.code, (tx) =>
    tx
      .selectFrom('receipts.receipts')
      .where('city', '=', stage.town.code)
      .select('issued_at')
      .orderBy('received_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  expect(Math.abs(row.issued_at.getTime() - Date.now())).toBeLessThan(120_000)
  expect(url).toContain('/r#')
})

test('a double tap on the last button makes one receipt, not two', async () => {
  const { page } = await stage.open()
  await takeService(page, stage)
  await issueOnScreen(page, SAINT_LEU)
  await page.getByRole('button', { name: 'C’est fait' }).click()
  for (const name of ['Nouveau contrôle', 'Tapage', 'Aucune suite', 'Oui, expliqué']) await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'QR à l’écran' }).evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('Tout est transmis.').waitFor()
  await expect.poll(async () => (await stored()).at(-1)?.seq).toBe(2)
})

test('a week without network: the phone still signs on its seventh day, and nothing is refused when it returns', async () => {
  const { page, context } = await stage.open()
  await page.clock.install({ time: new Date() })
  await takeService(page, stage)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  const before = (await stored()).length
  await issueOnScreen(page, SAINT_LEU)
  await page.getByRole('button', { name: 'C’est fait' }).click()
  // Until the phone has noted that it is done, it comes back to the QR, as after a crash.
  await page.getByRole('button', { name: 'Nouveau contrôle' }).waitFor()
  await page.clock.setFixedTime(new Date(Date.now() + 7 * 86_400_000))
  await page.reload()
  await issueOnScreen(page)
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('2 reçus attendent le réseau').waitFor()
  await context.setOffline(false)
  await page.reload()
  await page.getByText('Tout est transmis.').waitFor()
  expect((await stored()).length).toBe(before + 2)
})

test('storage full: the receipt is not issued, the officer is told, and the number is not used', async () => {
  const { page } = await stage.open()
  await takeService(page, stage)
  await page.evaluate(() => {
    const add = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add')?.value
    Reflect.set(window, 'fillUp', true)
    IDBObjectStore.prototype.add = function (...given: unknown[]) {
      if (Reflect.get(window, 'fillUp') === true) throw new DOMException('full', 'QuotaExceededError')
      return add.apply(this, given)
    }
  })
  await page.getByRole('button', { name: 'Nouveau contrôle' }).click()
  await page.getByRole('button', { name: 'Tapage' }).click()
  await page.getByRole('button', { name: SAINT_LEU.quarter }).click()
  await page.getByRole('button', { name: SAINT_LEU.street }).click()
  await page.getByRole('button', { name: 'Aucune suite' }).click()
  await page.getByRole('button', { name: 'Oui, expliqué' }).click()
  await page.getByRole('button', { name: 'QR à l’écran' }).click()
  await page.getByText('La mémoire de ce téléphone est pleine').waitFor()
  const before = (await stored()).length
  await page.evaluate(() => Reflect.set(window, 'fillUp', false))
  await page.getByRole('button', { name: 'QR à l’écran' }).click()
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('Tout est transmis.').waitFor()
  const rows = await stored()
  expect([rows.length, rows.at(-1)?.seq]).toEqual([before + 1, 1])
})

test('card, own phone, not delivered, and the end of the shift', async () => {
  const { page } = await stage.open()
  await takeService(page, stage)
  const { printCards } = await import('../src/capabilities/receipts/index.ts')
  const printed = await printCards(stage.site.services, { city: stage.town.code, cityName: 'Amiens', unit: 1, count: 1, origin: stage.url })
  if (!printed.ok) throw new Error(printed.code)
  const toDelivery = async (first: boolean) => {
    await page.getByRole('button', { name: 'Nouveau contrôle' }).click()
    await page.getByRole('button', { name: 'Tapage' }).click()
    if (first) {
      await page.getByRole('button', { name: SAINT_LEU.quarter }).click()
      await page.getByRole('button', { name: SAINT_LEU.street }).click()
    }
    await page.getByRole('button', { name: 'Contravention' }).click()
    await page.getByRole('button', { name: 'Non', exact: true }).click()
  }
  await toDelivery(true)
  await page.getByRole('button', { name: 'Carte' }).click()
  await page.getByLabel('Numéro de la carte').fill('2222 2223')
  await page.getByRole('button', { name: 'Utiliser cette carte' }).click()
  await page.getByText(/Un signe est faux|Cette carte est inconnue/).waitFor()
  await expectAccessible(page, 'card refused')
  await page.getByLabel('Numéro de la carte').fill(printed.value.cards[0] ?? '')
  await page.getByRole('button', { name: 'Utiliser cette carte' }).click()
  await page.getByText('Donnez la carte, pliée.').waitFor()
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await toDelivery(false)
  await page.getByRole('button', { name: 'Carte' }).click()
  await page.getByLabel('Numéro de la carte').fill(printed.value.cards[0] ?? '')
  await page.getByRole('button', { name: 'Utiliser cette carte' }).click()
  await page.getByText('Cette carte a déjà servi.').waitFor()
  await page.getByRole('button', { name: 'Retour' }).click()

  const person = await stage.open()
  await person.page.goto(`${stage.url}/carnet`)
  await person.page.getByRole('button', { name: 'Recevoir un reçu' }).click()
  const code = await person.page.locator('svg.qr').getAttribute('data-text')
  await page.getByRole('button', { name: 'Téléphone de la personne' }).click()
  await page.getByLabel('Code lu ou collé').fill(code ?? '')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByText('La personne le trouvera dans son carnet').waitFor()
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('Tout est transmis.').waitFor()
  await person.page.getByRole('button', { name: 'Fermer' }).click()
  await person.page.getByRole('button', { name: 'Chercher mes reçus attendus' }).click()
  await person.page.getByText('1 reçu trouvé.').waitFor()
  await person.page.getByText('1', { exact: true }).first().waitFor()
  await expectAccessible(person.page, 'carnet with a receipt')

  await toDelivery(false)
  await page.getByRole('button', { name: 'Non remis' }).click()
  await page.getByRole('button', { name: 'La personne est partie' }).click()
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByText('Tout est transmis.').waitFor()
  await page.getByRole('button', { name: 'Fin de service' }).click()
  await page.getByRole('button', { name: 'Oui, terminer' }).click()
  await page.getByRole('button', { name: 'Prendre le service' }).waitFor()
  await expect
    .poll(
      async () =>
        (
          await inCity(stage.site.services.db, stage.town.code, (tx) =>
            tx.selectFrom('receipts.manifests').where('city', '=', stage.town.code).select(['first_seq', 'last_seq']).execute(),
          )
        ).length,
    )
    .toBe(1)
})
