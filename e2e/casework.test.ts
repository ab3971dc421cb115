import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CastCase } from '../src/testing/vault/vault-cast.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, fileOne, openVaultStage, shoot, signIn, type VaultStage } from './vault-stage.ts'

/* A member's day: the queue, a case given, dated, linked, decided; and its copy. */

let stage: VaultStage
let one: CastCase
let other: CastCase

beforeAll(async () => {
  stage = await openVaultStage()
  one = await fileOne(stage, { text: 'On m’a fouillé devant le lycée.' })
  other = await fileOne(stage, { text: 'Deuxième contrôle la même nuit.' })
})
afterAll(() => stage.close())

const numberOf = ({ filing }: CastCase) => filing.caseId.slice(0, 8)

async function act(page: Page, title: string, fill: () => Promise<unknown>): Promise<void> {
  const folded = page.locator('details', { has: page.locator('summary', { hasText: new RegExp(`^${title}$`) }) })
  if ((await folded.getAttribute('open')) === null) await folded.locator('summary').click()
  await fill()
  await folded.getByRole('button', { name: 'Sceller et enregistrer' }).click()
}

test('a member gives a case, moves a date, links another and goes there; the next member’s queue knows it all', { timeout: 90_000 }, async () => {
  const [amina, basile] = stage.body.members
  const { page, context, problems } = await signIn(stage, `/recours/${BODY}/membres`, { secret: amina?.secret ?? new Uint8Array() })
  await page.locator('table').getByText('jamais ouvert').nth(1).waitFor()
  await page.getByRole('button', { name: numberOf(one) }).click()
  await act(page, 'Confier le dossier', () => page.locator('#a-qui').selectOption({ label: 'Membre basile' }))
  await page.locator('ol.thread').getByText('Membre basile').waitFor()
  await act(page, 'Déplacer une date', async () => {
    await page.locator('#date-quelle').selectOption({ label: 'Premier contact par une personne' })
    await page.locator('#date-jours').fill('40')
    await page.locator('#date-raison').fill('La personne est à l’hôpital.')
  })
  await page.locator('ol.thread').getByText('La personne est à l’hôpital.').waitFor()
  await act(page, 'Lier à un autre dossier', async () => {
    await page.locator('#lien-dossier').fill(other.filing.caseId)
    await page.locator('#lien-raison').fill('La même nuit, la même équipe.')
  })
  await page.getByRole('button', { name: `Ouvrir le dossier ${numberOf(other)}` }).click()
  await page.getByText('Deuxième contrôle la même nuit.').waitFor()
  await page.getByRole('button', { name: 'Revenir aux dossiers' }).first().click()
  await page.locator('table').waitFor()
  expect(problems).toEqual([])
  await context.close()

  const next = await signIn(stage, `/recours/${BODY}/membres`, { secret: basile?.secret ?? new Uint8Array() })
  const row = next.page.locator('tbody tr', { hasText: numberOf(one) })
  await row.getByText('Membre basile').waitFor()
  // The first contact was moved by forty days: what is due first is now the other case, and here the news of the step.
  expect(await next.page.locator('tbody tr').first().innerText()).toContain(numberOf(other))
  expect(await next.page.locator('table').getByText('jamais ouvert').count()).toBe(0)
  await shoot(next.page, '40-queue')
  await expectAccessible(next.page, 'a queue')
  await expectReflow(next.page, 'a queue')
  await next.page.getByLabel('Seulement les dossiers qui me sont confiés').check()
  expect(await next.page.locator('tbody tr').count()).toBe(1)
  await next.page.getByLabel('Seulement les dossiers qui me sont confiés').uncheck()
  await next.page.locator('#cherche').fill('LYCEE hôpital')
  await next.page.waitForFunction(() => document.querySelectorAll('tbody tr').length <= 1)
  expect(await next.page.locator('tbody tr').count()).toBe(0)
  await next.page.locator('#cherche').fill('LYCEE fouille')
  await row.waitFor()
  expect(next.problems).toEqual([])
  await next.context.close()
})

test('no opinion without a decision; with one, the step is taken', { timeout: 90_000 }, async () => {
  const { page, context, problems } = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[0]?.secret ?? new Uint8Array() })
  await page.getByRole('button', { name: numberOf(one) }).click()
  const step = (label: string) =>
    act(page, 'Passer à l’étape', async () => {
      await page.locator('#etape').selectOption({ label })
      await page.locator('#etape-raison').fill('Le dossier avance.')
    })
  for (const state of ['recevable', 'en enquête', 'contradictoire']) {
    await step(state)
    await page.getByText(`État : ${state}`).waitFor()
  }
  await step('avis rendu')
  await page.getByText('Un avis se rend sur une décision motivée').waitFor()
  await act(page, 'Décider', async () => {
    await page.getByLabel('établi', { exact: true }).check()
    await page.locator('#motifs').fill('Le tutoiement est reconnu par l’équipe.')
  })
  await page.locator('ol.thread').getByText('Le tutoiement est reconnu').waitFor()
  await step('avis rendu')
  await page.getByText('État : avis rendu').waitFor()
  expect(problems).toEqual([])
  await context.close()
})

test('a member adds a document that came by post; the copy of the case has it, byte for byte, and reads alone', { timeout: 90_000 }, async () => {
  const { page, context, problems } = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[0]?.secret ?? new Uint8Array() })
  await page.getByRole('button', { name: numberOf(one) }).click()
  const letter = Buffer.from('Certificat : trois jours d’arrêt.\n'.repeat(200))
  await page.getByText('Photos, vidéos, documents', { exact: true }).click()
  await page.locator('#pieces').setInputFiles({ name: '../certificat médical.txt', mimeType: 'text/plain', buffer: letter })
  await page.getByRole('button', { name: 'Sceller et envoyer ces fichiers' }).click()
  await page.locator('ol.thread').getByText('certificat médical.txt').waitFor()
  await shoot(page, '41-copy')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Enregistrer une copie en clair sur cet appareil' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe(`dossier-${numberOf(one)}.zip`)
  const archive = unzipSync(readFileSync(await saved.path()))
  const names = Object.keys(archive).sort()
  expect(names).toEqual(['dossier.html', 'dossier.json', expect.stringMatching(/^pieces\/01-[^/]*certificat médical\.txt$/)])
  expect(Buffer.from(archive[names[2] ?? ''] ?? [])).toEqual(letter)
  const signed = JSON.parse(Buffer.from(archive['dossier.json'] ?? []).toString()) as { case: string; items: unknown[] } // parsing: written by the page above
  expect(signed.case).toBe(one.filing.caseId)
  expect(signed.items.length).toBeGreaterThan(8)
  const html = Buffer.from(archive['dossier.html'] ?? []).toString()
  expect(html).toContain('On m’a fouillé devant le lycée.')
  expect(html).toContain('Le tutoiement est reconnu')
  expect(html).not.toMatch(/<button|<script|<form/)
  expect(problems).toEqual([])
  await context.close()
})
