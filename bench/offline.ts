import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchLastingChromium } from '../e2e/chromium.ts'
import { decodeReceipt, receiptId } from '../src/capabilities/receipts/core/receipt.ts'
import { createEnrolment } from '../src/capabilities/receipts/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openServices } from '../src/main.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { APP_ROLE, withClient } from '../src/platform/db/roles.ts'
import { openStage, report, round } from './stage.ts'

/*
 * The officer's app in Chromium on a processor made four times slower. First the common case, counted in taps and seconds, with
 * the time that a thumb takes to find each button. Then points at which the network is cut, the page reloaded, the tab crashed or
 * the browser killed (-9), each in another step of a check: every receipt whose QR was shown must reach the register. 24 points;
 * 200 with --full.
 */
const CITY = '80021'
const POINTS = process.argv.includes('--full') ? 200 : 24
const THUMB_MS = 700
const STEPS = ['Nouveau contrôle', 'Tapage', 'Aucune suite', 'Oui, expliqué', 'QR à l’écran']
const MISHAPS = ['cut', 'reload', 'crash', 'kill'] as const
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const stage = await openStage()
const profile = mkdtempSync(join(tmpdir(), 'visavis-phone-'))
let phone: Phone | undefined
try {
  const app = await stage.startApp()
  phone = await openPhone(app.url)
  await takeService(phone.page, await enrolmentCode())
  await issueFirst(phone.page)
  const { taps, seconds } = await commonCase(phone.page)
  const shown = new Set<string>()
  for (let point = 0; point < POINTS; point += 1) {
    const mishap = MISHAPS[point % MISHAPS.length] ?? 'cut'
    phone = await issueWithMishap(phone, { url: app.url, mishap, after: Math.floor(point / MISHAPS.length) % (STEPS.length + 1), shown })
  }
  await phone.page.getByText('Tout est transmis.').waitFor({ timeout: 60_000 })
  report({ taps, seconds: round(seconds), lost: await countLost(shown), points: POINTS, shown: shown.size })
} finally {
  await phone?.context.close().catch(() => undefined)
  await stage.close()
  rmSync(profile, { recursive: true, force: true })
}

type Phone = { readonly context: BrowserContext; readonly page: Page }

async function openPhone(url: string): Promise<Phone> {
  const context = await launchLastingChromium(profile)
  return { context, page: await openApp(context, url) }
}

async function openApp(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${url}/agent`)
  const slow = await context.newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return page
}

async function enrolmentCode(): Promise<string> {
  const config = expectAccepted(readConfig({ VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_LOG_LEVEL: 'silent' }))
  const { services, connection } = openServices(config, stage.databaseUrl)
  const code = await createEnrolment(services, { city: CITY, unit: 1, createdBy: '00000000-0000-7000-8000-000000000000' })
  await connection.close()
  return code
}

async function takeService(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code d’enrôlement').fill(code)
  await page.getByRole('button', { name: 'Enrôler' }).click()
  await page.getByLabel('Numéros de carte').fill('1001')
  await page.getByRole('button', { name: 'Prendre le service' }).click()
  await page.getByRole('button', { name: 'Nouveau contrôle' }).waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** The first check of a phone also asks where; later ones keep the place. */
async function issueFirst(page: Page): Promise<void> {
  for (const name of ['Nouveau contrôle', 'Tapage', 'Saint-Leu', /Rue des Hortillons/, 'Aucune suite', 'Oui, expliqué', 'QR à l’écran', 'C’est fait'])
    await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'Nouveau contrôle' }).waitFor()
}

/** From the first tap to the QR on the screen. */
async function commonCase(page: Page): Promise<{ readonly taps: number; readonly seconds: number }> {
  const started = performance.now()
  for (const name of STEPS) {
    await pause(THUMB_MS)
    await page.getByRole('button', { name }).click()
  }
  await page.locator('svg.qr').waitFor()
  const seconds = (performance.now() - started) / 1000
  await page.getByRole('button', { name: 'C’est fait' }).click()
  await page.getByRole('button', { name: 'Nouveau contrôle' }).waitFor()
  return { taps: STEPS.length, seconds }
}

type Mishap = { readonly url: string; readonly mishap: (typeof MISHAPS)[number]; readonly after: number; readonly shown: Set<string> }

/** One check in which something happens after so many taps; then it is finished, or begun again where the app stands. */
async function issueWithMishap(phone: Phone, { url, mishap, after, shown }: Mishap): Promise<Phone> {
  let now = phone
  for (const name of STEPS.slice(0, after)) await now.page.getByRole('button', { name }).click()
  if (after === STEPS.length) await note(now.page, shown)
  if (mishap === 'cut') await now.context.setOffline(true)
  else now = await strike(now, mishap, url)
  await finish(now.page, shown)
  await now.context.setOffline(false)
  return now
}

async function strike(phone: Phone, mishap: 'reload' | 'crash' | 'kill', url: string): Promise<Phone> {
  if (mishap === 'reload') {
    await phone.page.reload()
    return phone
  }
  if (mishap === 'crash') {
    const session = await phone.context.newCDPSession(phone.page)
    await Promise.race([session.send('Page.crash').catch(() => undefined), pause(500)])
    const page = await openApp(phone.context, url)
    await phone.page.close().catch(() => undefined)
    return { context: phone.context, page }
  }
  killBrowser()
  await phone.context.close().catch(() => undefined)
  return openPhone(url)
}

/** Wherever the app stands now: the QR that it brought back, a check half-way, or the first screen. */
async function finish(page: Page, shown: Set<string>): Promise<void> {
  const done = page.getByRole('button', { name: 'C’est fait' })
  const start = page.getByRole('button', { name: 'Nouveau contrôle' })
  for (;;) {
    const next = STEPS.slice(1).map((name) => page.getByRole('button', { name }))
    await [start, ...next]
      .reduce((any, one) => any.or(one), done)
      .first()
      .waitFor()
    if (await done.isVisible()) {
      await note(page, shown)
      await done.click()
      return start.waitFor()
    }
    for (const button of [start, ...next]) {
      if (await button.isVisible()) {
        // The tap before may still be at work, and the button gone when this one comes: the loop looks again.
        await button.click({ timeout: 3_000 }).catch(() => undefined)
        break
      }
    }
  }
}

/** What the person could have scanned. */
async function note(page: Page, shown: Set<string>): Promise<void> {
  const text = (await page.locator('svg.qr').getAttribute('data-text')) ?? ''
  const receipt = decodeReceipt(text.split('#')[1] ?? '')
  if (receipt === undefined) throw new Error('the QR carries a receipt')
  shown.add(receiptId(receipt.payload.keyId, receipt.payload.seq))
}

function killBrowser(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

async function countLost(shown: ReadonlySet<string>): Promise<number> {
  const stored = await withClient(
    stage.databaseUrl,
    async (client) => {
      await client.query(`set visavis.city = '${CITY}'`)
      return (await client.query<{ id: string }>("select encode(key_id, 'hex') || '-' || seq as id from receipts.receipts")).rows
    },
    APP_ROLE,
  )
  const known = new Set(stored.map(({ id }) => id))
  return [...shown].filter((id) => !known.has(id)).length
}
