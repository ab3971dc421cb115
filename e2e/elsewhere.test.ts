import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve, type ServerType } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Command } from 'commander'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecourseCommands } from '../src/commands/recourse.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, keepWords, openVaultStage, shoot, typeWords, type VaultStage } from './vault-stage.ts'

/* The vault's client from an origin that is not the city's: an association's own server, with plain files. */

const BY = 'Ligue des droits, Amiens'
const folder = mkdtempSync(join(tmpdir(), 'visavis-client-'))
const said: string[] = []
let stage: VaultStage
/** Two origins with the same files: the city named the first. */
let [own, other]: ServerType[] = []

function servePages(): Promise<ServerType> {
  const app = new Hono().use(serveStatic({ root: join(folder, 'one') }))
  return new Promise((done) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => done(server))
  })
}

const originOf = (server: ServerType | undefined) => `http://127.0.0.1:${(server?.address() as AddressInfo).port}` // parsing: it listens on a port

async function write(place: string): Promise<void> {
  const program = new Command().exitOverride()
  addRecourseCommands(program, { say: (sentence) => void said.push(sentence), clock: () => new Date() })
  await program.parseAsync(['recourse', 'client', stage.url, place, '--by', BY], { from: 'user' })
}

beforeAll(async () => {
  own = await servePages()
  other = await servePages()
  stage = await openVaultStage({ vaultOrigins: [originOf(own)] })
  await write(join(folder, 'one'))
})
afterAll(async () => {
  own?.close()
  other?.close()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

test('written twice, the pages are the same to the byte; never over something else', async () => {
  await write(join(folder, 'two'))
  expect(said.filter((sentence) => sentence.includes('SHA-256')).map((sentence) => sentence.split(' ').at(-1))).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
    said[0]?.split(' ').at(-1),
  ])
  await expect(write(join(folder, 'one'))).rejects.toThrow('not empty')
})

test('a person files there, and follows; a member reads it there; nothing but sealed things goes to the city', { timeout: 90_000 }, async () => {
  const { context, page } = await stage.open({ width: 360 })
  const problems: string[] = []
  const sent: string[] = []
  page.on(
    'request',
    (request) => void (request.url().startsWith(stage.url) && sent.push(decodeURIComponent(request.url()) + (request.postData() ?? ''))),
  )
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
  page.on('pageerror', (error) => void problems.push(error.message))
  await page.goto(`${originOf(own)}/recours/${BODY}/saisir/`)
  await page.getByText(`Cette page vient de ${BY}, pas de la ville`).waitFor()
  await shoot(page, '40-elsewhere')
  await expectAccessible(page, 'the client elsewhere', ['light'])
  await expectReflow(page, 'the client elsewhere')
  await page.getByLabel('Un manque de respect, un tutoiement').check()
  await page.getByLabel('Quel jour').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Racontez, avec vos mots').fill('On m’a contrôlé trois fois.')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  const words = await keepWords(page, 'Sceller et envoyer')
  await page.getByText('Votre saisine est reçue').waitFor()
  await shoot(page, '41-received-elsewhere')
  expect(sent.some((one) => one.includes('/affaires'))).toBe(true)
  // Of the twelve words, two neighbours: one alone may be a word of an address, as « organe » is.
  const pairs = words.slice(1).map((word, at) => new RegExp(`${words[at] ?? ''}\\W+${word}`))
  expect(sent.filter((one) => /contrôlé/.test(one) || pairs.some((pair) => pair.test(one)))).toEqual([])
  await page.goto(`${originOf(own)}/recours/suivre/`)
  await page.locator('#mots').fill(words.join(' '))
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByText('On m’a contrôlé trois fois.').waitFor()
  expect(problems).toEqual([])
  await context.close()

  const member = await stage.open({ width: 1100 })
  await member.page.goto(`${originOf(own)}/recours/${BODY}/membres/`)
  await typeWords(member.page, stage.body.members[0]?.secret ?? new Uint8Array())
  await member.page.locator('table button').first().click()
  await member.page.getByText('On m’a contrôlé trois fois.').waitFor()
  await member.context.close()
})

test('in English, its own links stay in English', async () => {
  const { context, page } = await stage.open()
  await page.goto(`${originOf(own)}/en/`)
  await shoot(page, '42-index-elsewhere')
  await expectAccessible(page, 'the first page elsewhere')
  await page.getByRole('link', { name: 'Turn to' }).click()
  await page.getByText(`This page comes from ${BY}, not from the city.`).waitFor()
  expect(await page.locator('#contenu').getAttribute('data-root')).toBe('/en')
  expect(await page.getByRole('link', { name: 'The city’s site' }).getAttribute('href')).toBe(`${stage.url}/recours`)
  await context.close()
})

test('an origin that the city did not name has no answer, and the page says so', async () => {
  const { context, page } = await stage.open()
  await page.goto(`${originOf(other)}/recours/${BODY}/saisir/`)
  await page.getByText('Le réseau manque').waitFor()
  await context.close()
})

test('the city’s own page of the body names who else serves it, and says what its own page may promise', async () => {
  const { context, page } = await stage.open()
  await page.goto(`${stage.url}/recours/${BODY}`)
  expect(await page.getByRole('link', { name: originOf(own).replace('http://', '') }).getAttribute('href')).toBe(
    `${originOf(own)}/recours/${BODY}/saisir/`,
  )
  await page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await page.getByText('Cette page vient de la ville').waitFor()
  await context.close()
})

test(
  'a poster’s code carries the body’s key: a device that scans it trusts that one, and no other that a server names',
  { timeout: 60_000 },
  async () => {
    const { context, page, problems } = await stage.open({ width: 390 })
    await page.goto(`${stage.url}/recours/${BODY}`)
    await page.getByRole('link', { name: 'Affiche à imprimer' }).click()
    await shoot(page, '43-poster')
    await expectAccessible(page, 'the poster of a body')
    await expectReflow(page, 'the poster of a body')
    const code = (await page.locator('svg.qr').getAttribute('data-text')) ?? ''
    expect(code).toBe(`${stage.url}/recours/${BODY}/saisir#cle=${stage.body.root}`)
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.goto(code)
    await page.getByText('bien celle de l’affiche').waitFor()
    expect(asked.filter((one) => one.split('#')[0]?.includes(stage.body.root))).toEqual([])
    const other = await stage.open({ width: 390 })
    await other.page.goto(code.replace(stage.body.root, 'ab'.repeat(32)))
    await other.page.getByText('Le serveur montre une autre clé de l’organe').waitFor()
    expect(await other.page.locator('textarea').count()).toBe(0)
    expect(problems).toEqual([])
    await other.context.close()
    await context.close()
  },
)
