import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createEnrolment } from '../src/capabilities/receipts/index.ts'
import { loadAssets } from '../src/platform/files/assets.ts'
import { CAPABILITIES } from '../src/main.ts'
import { createSite, listen, type Listening } from '../src/site.ts'
import { buildTown, type Town } from '../src/testing/cast.ts'
import { openTestSite, type TestSite } from '../src/testing/test-site.ts'
import { launchChromium } from './chromium.ts'

export type Stage = {
  readonly site: TestSite
  readonly town: Town
  readonly url: string
  readonly browser: Browser
  readonly open: (options?: {
    readonly width?: number
    readonly height?: number
    readonly language?: string
    readonly script?: boolean
  }) => Promise<{ readonly context: BrowserContext; readonly page: Page; readonly problems: string[] }>
  readonly code: () => Promise<string>
  readonly close: () => Promise<void>
}

export type StageOptions = { readonly optionalFields?: readonly ('age_band' | 'sex')[]; readonly vaultOrigins?: readonly string[] }

/** A real site on a real port, a real Chromium, one town. */
export async function openStage({ optionalFields = [], vaultOrigins = [] }: StageOptions = {}): Promise<Stage> {
  const site = await openTestSite(vaultOrigins.length > 0 ? { VISAVIS_VAULT_ORIGINS: vaultOrigins.join() } : {})
  const town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'localhost', optionalFields })
  const services = { ...site.services, clock: () => new Date(), assets: loadAssets(join(import.meta.dirname, '../build')) }
  const listening: Listening = await listen(createSite(services, CAPABILITIES), { port: 0, host: '127.0.0.1' })
  const browser = await launchChromium()
  const url = `http://localhost:${listening.port}`
  return {
    site,
    town,
    url,
    browser,
    open: async ({ width = 390, height = 780, language = 'fr-FR', script = true } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: language,
        timezoneId: 'Europe/Paris',
        javaScriptEnabled: script,
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on(
        'console',
        (message) => message.type() === 'error' && /Content Security Policy|TypeError/.test(message.text()) && problems.push(message.text()),
      )
      page.on(
        'request',
        (request) => !request.url().startsWith(url) && !/^(data|blob):/.test(request.url()) && problems.push(`third party: ${request.url()}`),
      )
      return { context, page, problems }
    },
    code: () => createEnrolment(services, { city: town.code, unit: 1, createdBy: '00000000-0000-7000-8000-000000000000' }),
    close: async () => {
      await browser.close()
      await listening.close()
      await site.close()
    },
  }
}

/** What colours decide; all the rest is the same page in either scheme. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** No violation of WCAG 2.2 A and AA that axe can see: all of its rules in the first scheme, those of colours in the other. Both unless one is named. */
export async function expectAccessible(page: Page, state: string, schemes: readonly ('light' | 'dark')[] = ['light', 'dark']): Promise<void> {
  for (const [index, colorScheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme })
    // No page of ours has frames: nothing is lost by not opening a second page to gather what they say.
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const chosen = index === 0 ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) : axe.withRules(OF_COLOURS)
    const { violations } = await chosen.analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
      `${state}, ${colorScheme}`,
    ).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** RGAA 10.11: nothing to scroll sideways at 320 CSS pixels, which is 1280 at 400 %, at 640, which is 200 %, nor on a wider screen. */
export async function expectReflow(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of [320, 640, 1024, 1280]) {
    await page.setViewportSize({ width, height: 400 })
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const over = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      return scrollWidth <= clientWidth
        ? []
        : over.map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent.slice(0, 40)}`)
    })
    expect(wide, `${state} at ${width}`).toEqual([])
  }
  if (before) await page.setViewportSize(before)
}

/** Enrols the phone and takes the service as card 1001. */
export async function takeService(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.url}/agent`)
  await page.getByLabel('Code d’enrôlement').fill(await stage.code())
  await page.getByRole('button', { name: 'Enrôler' }).click()
  await page.getByLabel('Numéros de carte').fill('1001')
  await page.getByRole('button', { name: 'Prendre le service' }).click()
  await page.getByRole('button', { name: 'Nouveau contrôle' }).waitFor()
}

/** One check in the common case; `place` when none is kept yet. Answers the address in the QR. */
export async function issueOnScreen(page: Page, place?: { readonly quarter: string; readonly street: string }): Promise<string> {
  await page.getByRole('button', { name: 'Nouveau contrôle' }).click()
  await page.getByRole('button', { name: 'Tapage' }).click()
  if (place) {
    await page.getByRole('button', { name: place.quarter }).click()
    await page.getByRole('button', { name: place.street }).click()
  }
  await page.getByRole('button', { name: 'Aucune suite' }).click()
  await page.getByRole('button', { name: 'Oui, expliqué' }).click()
  await page.getByRole('button', { name: 'QR à l’écran' }).click()
  const url = await page.locator('svg.qr').getAttribute('data-text')
  if (url === null) throw new Error('the QR carries an address')
  return url
}
