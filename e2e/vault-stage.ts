import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { sendFiling, type Client } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openJournalStage, type JournalStage } from '../src/testing/journal-stage.ts'
import { castCase, type CastBody, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { foundCastBody } from '../src/testing/vault/vault-stage.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'

/** Where pictures of each state go, for whoever wants to look. */
const SHOTS = process.env.SHOTS
export const BODY = 'recours-amiens'
const ACCOUNT = { what: ['incorrection'], day: '2026-11-20', hour: '', place: '', service: '', officer: '', text: 'L’agent m’a tutoyé.', wants: '', standing: 'anonymous', person: '', contact: '', receipt: '', preserve: false } // prettier-ignore

export type VaultStage = Stage & { readonly journal: JournalStage; readonly body: CastBody; readonly client: Client }

/** A founded body, in the journal of a site on a real port. */
export async function openVaultStage(options: StageOptions = {}): Promise<VaultStage> {
  const stage = await openStage(options)
  const body = await foundCastBody({ ...stage.site.services, clock: () => new Date() }, stage.town.code)
  const journal = await openJournalStage(stage.site, { city: stage.town.code, origin: 'amiens.example/journal' })
  await journal.grow([])
  const client: Client = { ask: (path, init) => fetch(stage.url + path, init), now: () => new Date() }
  const close = async () => {
    await journal.close()
    await stage.close()
  }
  return { ...stage, journal, body, client, close }
}

/** A case of that body, anonymous unless the account says otherwise. */
export async function fileOne({ client, body }: VaultStage, account: Partial<typeof ACCOUNT> = {}): Promise<CastCase> {
  const cast = await castCase(body, { ...ACCOUNT, ...account })
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  return cast
}

/** A device that opens a page with its twelve words. `path`: from the site's root. */
export async function signIn(stage: Stage, path: string, { secret, width = 1100 }: { readonly secret: Uint8Array; readonly width?: number }) {
  const opened = await stage.open({ width })
  await opened.page.goto(`${stage.url}${path}`)
  await typeWords(opened.page, secret)
  return opened
}

export async function typeWords(page: Page, secret: Uint8Array): Promise<void> {
  await page.locator('#mots').fill(wordsOf(secret).join(' '))
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
}

/** Writes down the twelve words that the page shows, types the three that it asks, and goes on; answers the words. */
export async function keepWords(page: Page, button: string): Promise<readonly string[]> {
  await page.locator('.word-list li').first().waitFor()
  const words = await page.locator('.word-list li').allInnerTexts()
  await page.getByRole('button', { name: 'Je les ai notés' }).click()
  for (const label of await page.locator('form label').allInnerTexts()) {
    const at = Number(/\d+/.exec(label)?.[0])
    await page.getByLabel(label, { exact: true }).fill(words[at - 1] ?? '')
  }
  await page.getByRole('button', { name: button }).click()
  return words
}

export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}
