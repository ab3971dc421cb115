import { Command } from 'commander'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecourseCommands } from '../src/commands/recourse.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, keepWords, openVaultStage, shoot, signIn, typeWords, type VaultStage } from './vault-stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-form-'))
const form = join(folder, 'formulaire.html')
let stage: VaultStage
let words: readonly string[] = []
beforeAll(async () => {
  stage = await openVaultStage()
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const fetchText = async (path: string) => (await fetch(`${stage.url}/recours/${BODY}/${path}`)).text()

/** Saves what the page downloads. */
async function saveFrom(page: Page, name: RegExp): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return readFileSync(await saved.path())
}

test('the form asks nothing of any network, seals on the device, and keeps nothing there', { timeout: 90_000 }, async () => {
  writeFileSync(form, await fetchText('formulaire.html'))
  const context = await stage.browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'fr-FR', offline: true, acceptDownloads: true })
  const page = await context.newPage()
  const asked: string[] = []
  const problems: string[] = []
  page.on('request', (request) => void (/^(file|blob):/.test(request.url()) || asked.push(request.url())))
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
  page.on('pageerror', (error) => void problems.push(error.message))
  await page.goto(pathToFileURL(form).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shoot(page, '80-offline-form')
  await expectAccessible(page, 'the offline form')
  await expectReflow(page, 'the offline form')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await page.getByText('Cochez au moins une réponse.').waitFor()
  // What was typed stays: through a missing answer, another language and back, and back from the words.
  await page.getByLabel('Un manque de respect, un tutoiement').check()
  await page.getByLabel('Je donne mon nom aux membres').check()
  await page.getByLabel('Quel jour').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Racontez, avec vos mots').fill('Écrit sans réseau, au comptoir de l’association.')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await page.locator('#personne-erreur').waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Zoé Martin')
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await page.getByRole('button', { name: 'Revenir', exact: true }).click()
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  words = await keepWords(page, 'Sceller')
  await page.getByText('Rien n’est encore parti.').waitFor()
  await shoot(page, '81-offline-ready')
  await expectAccessible(page, 'the sealed file')
  writeFileSync(join(folder, 'saisine.json'), await saveFrom(page, /^Enregistrer saisine-[0-9a-f]{8}\.json$/))
  const probe = await page.evaluate(() => fetch('https://example.org/').then(() => 'let through', () => 'refused')) // prettier-ignore
  expect(probe).toBe('refused')
  expect(problems.filter((one) => /Content Security Policy/.test(one) && /example\.org/.test(one)).length).toBeGreaterThan(0)
  expect(problems.filter((one) => !/example\.org/.test(one))).toEqual([])
  expect(asked).toEqual([])
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({})
  const sealed = readFileSync(join(folder, 'saisine.json'), 'latin1')
  expect(['comptoir', ...words.slice(0, 3).map((word) => ` ${word} `)].filter((hidden) => sealed.includes(hidden))).toEqual([])
  await context.close()
})

test('handed in without JavaScript, it is a case like any other: followed with its words, read by a member', { timeout: 90_000 }, async () => {
  const plain = await stage.open({ width: 390, script: false })
  const hand = async (name: string, buffer: Buffer) => {
    await plain.page.locator('#fichier').setInputFiles({ name, mimeType: 'application/json', buffer })
    await plain.page.getByRole('button', { name: 'Déposer', exact: true }).click()
  }
  const file = readFileSync(join(folder, 'saisine.json'))
  await plain.page.goto(`${stage.url}/recours/${BODY}/deposer`)
  await hand('saisine.json', Buffer.from(file.toString().replace('"number":0', '"number":1')))
  await plain.page.getByText('n’est pas une saisine pour cet organe, ou il a été modifié').waitFor()
  await hand('saisine.json', file)
  await plain.page.getByText('Votre saisine est reçue').waitFor()
  await plain.context.close()

  const own = await stage.open({ width: 390 })
  await own.page.goto(`${stage.url}/recours/${BODY}/deposer`)
  await own.page.locator('#fichier').setInputFiles(join(folder, 'saisine.json'))
  await own.page.getByRole('button', { name: 'Déposer', exact: true }).click()
  await own.page.getByText('Votre saisine est reçue').waitFor()
  await shoot(own.page, '82-handed-in')
  await expectAccessible(own.page, 'a filing handed in', ['light'])
  await expectReflow(own.page, 'a filing handed in')
  await own.page.goto(`${stage.url}/recours/suivre`)
  await own.page.locator('#mots').fill(words.join(' '))
  await own.page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await own.page.getByText('au comptoir de l’association').waitFor()
  expect(own.problems).toEqual([])
  await own.context.close()

  const member = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[0]?.secret ?? new Uint8Array() })
  await member.page.locator('table button').first().waitFor()
  expect(await member.page.locator('table button').count()).toBe(1)
  await member.page.locator('table button').first().click()
  await member.page.getByText('au comptoir de l’association').waitFor()
  await member.page.getByText('Zoé Martin').waitFor()
  await member.page.getByText('Scellé hors ligne, déposé plus tard.').waitFor()
  await member.context.close()
})

test('a member signs the form; ssh-keygen accepts it, and refuses one byte more; the journal has its hash', { timeout: 90_000 }, async () => {
  expect((await fetch(`${stage.url}/recours/${BODY}/formulaire.html.sig`)).status).toBe(404)
  const secret = stage.body.members[1]?.secret ?? new Uint8Array()
  const member = await stage.open({ width: 1100 })
  // A host that serves a form of its own making, and its hash: the device knows another key.
  const own = await fetchText('formulaire.html')
  const forged = own.replaceAll(stage.body.root, 'ab'.repeat(32))
  const digest = createHash('sha256').update(forged).digest('hex')
  await member.page.route('**/formulaire.html', (route) => route.fulfill({ body: forged, contentType: 'text/html' }))
  await member.page.route('**/formulaire', (route) => route.fulfill({ json: { sha256: digest, signed: [] } }))
  await member.page.goto(`${stage.url}/recours/${BODY}/membres`)
  await typeWords(member.page, secret)
  await member.page.getByText('aucun membre n’a signé').click()
  await member.page.getByRole('button', { name: 'Signer ce formulaire' }).click()
  await member.page.getByText('ne le signez pas').waitFor()
  await member.page.unrouteAll()
  await member.page.reload()
  await typeWords(member.page, secret)
  await member.page.getByText('aucun membre n’a signé').click()
  await member.page.getByRole('button', { name: 'Signer ce formulaire' }).click()
  await member.page.getByText('Vous l’avez signé').waitFor()
  await shoot(member.page, '83-form-signed')
  await expectAccessible(member.page, 'the form signed', ['light'])
  expect(member.problems).toEqual([])
  await member.context.close()

  const { page, context } = await stage.open({ width: 390 })
  await page.goto(`${stage.url}/recours/${BODY}/deposer`)
  await page.getByText('Pour le vérifier').click()
  await shoot(page, '84-form-offered')
  await expectAccessible(page, 'the form offered')
  await expectReflow(page, 'the form offered')
  const command = await page.locator('details[open] code').innerText()
  await context.close()
  const name = `formulaire-${BODY}.html`
  writeFileSync(join(folder, 'signataires.txt'), await fetchText('signataires.txt'))
  writeFileSync(join(folder, `${name}.sig`), await fetchText('formulaire.html.sig'))
  const verify = (text: string) => {
    writeFileSync(join(folder, name), text)
    return spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
  }
  const bytes = await fetchText('formulaire.html')
  // Made elsewhere, from the sources and what the city publishes: the same bytes.
  const made = join(folder, 'made.html')
  const said: string[] = []
  const program = new Command().exitOverride()
  addRecourseCommands(program, { say: (sentence) => void said.push(sentence), clock: () => new Date() })
  await program.parseAsync(['recourse', 'form', stage.url, BODY, made], { from: 'user' })
  expect(readFileSync(made, 'utf8')).toBe(bytes)
  expect(said.join(' ')).toContain(createHash('sha256').update(bytes).digest('hex'))
  expect(verify(bytes).stdout).toContain('Good "visavis-formulaire" signature')
  expect(verify(`${bytes} `).status).not.toBe(0)
})
