import { createServer, type Server } from 'node:http'
import { readFileSync, statSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecourseCommands } from '../src/commands/recourse.ts'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { openJournalStage, type JournalStage } from '../src/testing/journal-stage.ts'
import type { CastBody } from '../src/testing/vault/vault-cast.ts'
import { foundCastBody } from '../src/testing/vault/vault-stage.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

/* The vault's client from an origin that is not the city's: an association's own server, with plain files. */

const BODY = 'recours-amiens'
const BY = 'Ligue des droits, Amiens'
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' } // prettier-ignore
let stage: Stage
let journal: JournalStage
let body: CastBody
let [own, other]: Server[] = []
const folder = mkdtempSync(join(tmpdir(), 'visavis-client-'))
const said: string[] = []

/** A server of static files, as anyone has one. */
async function serve(at: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(at(), new URL(request.url ?? '/', 'http://x').pathname)
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, 'index.html') : path
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  return server
}

const originOf = (server: Server | undefined) => `http://127.0.0.1:${(server?.address() as AddressInfo).port}` // parsing: it listens on a port

async function write(place: string): Promise<void> {
  const program = new Command().exitOverride()
  addRecourseCommands(program, { say: (sentence) => void said.push(sentence), clock: () => new Date() })
  await program.parseAsync(['recourse', 'client', stage.url, place, '--by', BY], { from: 'user' })
}

beforeAll(async () => {
  own = await serve(() => join(folder, 'one'))
  other = await serve(() => join(folder, 'one'))
  stage = await openStage({ vaultOrigins: [originOf(own)] })
  body = await foundCastBody({ ...stage.site.services, clock: () => new Date() }, stage.town.code)
  journal = await openJournalStage(stage.site, { city: stage.town.code, origin: 'amiens.example/journal' })
  await journal.grow([])
  await write(join(folder, 'one'))
})
afterAll(async () => {
  own?.close()
  other?.close()
  await journal.close()
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
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
  page.on('pageerror', (error) => void problems.push(error.message))
  await page.goto(`${originOf(own)}/recours/${BODY}/saisir/`)
  await page.getByText(`Cette page vient de ${BY}, pas de la ville`).waitFor()
  await expectAccessible(page, 'the client elsewhere', ['light'])
  await expectReflow(page, 'the client elsewhere')
  await page.getByLabel('Un manque de respect, un tutoiement').check()
  await page.getByLabel('Quel jour').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Racontez, avec vos mots').fill('On m’a contrôlé trois fois.')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await page.locator('.word-list li').first().waitFor()
  const words = await page.locator('.word-list li').allInnerTexts()
  await page.getByRole('button', { name: 'Je les ai notés' }).click()
  for (const label of await page.locator('form label').allInnerTexts()) {
    const at = Number(/\d+/.exec(label)?.[0])
    await page.getByLabel(label, { exact: true }).fill(words[at - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Sceller et envoyer' }).click()
  await page.getByText('Votre saisine est reçue').waitFor()
  await page.goto(`${originOf(own)}/recours/suivre/`)
  await page.locator('#mots').fill(words.join(' '))
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByText('On m’a contrôlé trois fois.').waitFor()
  expect(problems).toEqual([])
  await context.close()

  const member = await stage.open({ width: 1100 })
  await member.page.goto(`${originOf(own)}/recours/${BODY}/membres/`)
  await member.page.locator('#mots').fill(wordsOf(body.members[0]?.secret ?? new Uint8Array()).join(' '))
  await member.page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await member.page.locator('table button').first().click()
  await member.page.getByText('On m’a contrôlé trois fois.').waitFor()
  await member.context.close()
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
