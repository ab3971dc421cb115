import { Command } from 'commander'
import { simpleParser } from 'mailparser'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CAPABILITIES } from '../main.ts'
import { expectAccepted } from '../foundation/result.ts'
import { readConfig } from '../platform/config/config.ts'
import { createSite, listen, type Listening } from '../site.ts'
import { buildTown, type Town } from '../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../testing/test-site.ts'
import { addJournalCommands } from './journal.ts'
import { addWitnessCommand } from './witness.ts'

let site: TestSite
let town: Town
let stage: JournalStage
let web: Listening
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: '127.0.0.1' })
  web = await listen(createSite(site.services, CAPABILITIES), { port: 0, host: '127.0.0.1' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  expectAccepted(await stage.grow(inventedEntries(300)))
})
afterAll(async () => {
  await stage.close()
  await web.close()
  await site.close()
})

const address = () => `http://127.0.0.1:${web.port}/journal`
const portOf = (server: Server) => (server.address() as AddressInfo).port // parsing: a server that listens on a port

/** What the terminal said, and the sentence that ended it, if one did. */
async function run(line: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const said: string[] = []
  const config = expectAccepted(
    readConfig({ VISAVIS_VAR: site.folder, VISAVIS_DATABASE_URL: site.databaseUrl, VISAVIS_LOG_LEVEL: 'silent', ...variables }),
  )
  const terminal = { say: (sentence: string) => void said.push(sentence), clock: () => new Date(site.now) }
  const program = new Command('visavis').exitOverride()
  addJournalCommands(program, config, terminal)
  addWitnessCommand(program, terminal)
  const stopped = await program.parseAsync([...line], { from: 'user' }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { said: said.join('\n'), stopped }
}

describe('journal monitor', () => {
  const hooks: string[] = []
  const mails: string[] = []
  const hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => (hooks.push(body), response.end('ok')))
  })
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData: (stream, _session, done) => void simpleParser(stream).then((mail) => mails.push(`${mail.subject} ${mail.text}`)).then(() => done()) }) // prettier-ignore
  beforeAll(async () => {
    hook.listen(0, '127.0.0.1')
    smtp.listen(0, '127.0.0.1')
    await Promise.all([once(hook, 'listening'), once(smtp.server, 'listening')])
  })
  afterAll(() => {
    hook.close()
    smtp.close()
  })

  test('a journal that shrinks is told once by webhook and once by mail, with an exit code; once more when it is over', async () => {
    const round = () =>
      run(
        ['journal', 'monitor', address(), '--once', '--state', join(site.folder, 'suivi'), '--mail', 'moi@exemple.example', '--webhook', `http://127.0.0.1:${portOf(hook)}/`], // prettier-ignore
        { VISAVIS_SMTP_URL: `smtp://127.0.0.1:${portOf(smtp.server)}` },
      )
    const before = join(site.folder, 'before')
    cpSync(stage.publisher.folder, before, { recursive: true })
    expectAccepted(await stage.grow(inventedEntries(300, 300)))
    const after = join(site.folder, 'after')
    cpSync(stage.publisher.folder, after, { recursive: true })
    expect(await round()).toMatchObject({ stopped: undefined })
    cpSync(before, stage.publisher.folder, { recursive: true })
    expect(await round()).toMatchObject({ stopped: expect.stringContaining('shrunk') })
    expect(await round()).toMatchObject({ stopped: expect.stringContaining('shrunk') })
    expect([hooks.length, mails.length]).toEqual([1, 1])
    expect(JSON.parse(hooks[0] ?? '')).toMatchObject({ code: 'shrunk', over: false, log: 'amiens.example/journal' })
    expect(mails[0]).toContain('entries were removed')
    cpSync(after, stage.publisher.folder, { recursive: true })
    expect(await round()).toMatchObject({ stopped: undefined })
    expect(hooks.slice(1).map((text) => JSON.parse(text))).toMatchObject([{ code: 'shrunk', over: true }])
    expect(mails.length).toBe(2)
  })
})

describe('journal audit', () => {
  test('from the address or from a copied folder, against the checkpoint that one kept', async () => {
    const kept = join(site.folder, 'kept')
    writeFileSync(kept, readFileSync(join(stage.publisher.folder, 'checkpoint')))
    expectAccepted(await stage.grow(inventedEntries(50, 600)))
    for (const place of [address(), stage.publisher.folder]) {
      const { said, stopped } = await run(['journal', 'audit', place, '--since', kept])
      expect(stopped).toBeUndefined()
      expect(said).toContain('cosigned by ldh')
      expect(said).toContain('nothing of the earlier one was changed or removed')
    }
  })

  test('a byte of an entry that was changed: its number, and an exit code', async () => {
    const copy = join(site.folder, 'copy')
    cpSync(stage.publisher.folder, copy, { recursive: true })
    const file = join(copy, 'tile/entries/000')
    const bytes = readFileSync(file)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const { said, stopped } = await run(['journal', 'audit', copy])
    expect(said).toMatch(/PROBLEM entry 0 /)
    expect(stopped).toContain('do not fit the checkpoint')
  })

  test('no such place, no policy, a policy with a line that nobody understands: a sentence, and nothing else', async () => {
    expect((await run(['journal', 'audit', join(site.folder, 'nowhere')])).stopped).toMatch(/policy/)
    const file = join(site.folder, 'policy-wrong')
    writeFileSync(file, 'log x\n')
    expect((await run(['journal', 'audit', address(), '--policy', file])).stopped).toMatch(/line 1/)
  })
})

describe('witness check', () => {
  test('witnesses that hold one history: it says how many were compared', async () => {
    const lines = [...stage.witnesses].map(([name, { served }]) => {
      const own = stage.policyText.split('\n').find((line) => line.startsWith(`witness ${name} `))
      return `${own} ${served.url}`
    })
    const log = stage.policyText.split('\n').find((line) => line.startsWith('log '))
    const file = join(site.folder, 'policy-with-addresses')
    writeFileSync(file, `${log}\n${lines.join('\n')}\nquorum none\n`)
    const { said, stopped } = await run(['witness', 'check', file, '--journal', address()])
    expect(stopped).toBeUndefined()
    expect(said).toContain('The 4 views that were shown belong to one history.')
  })
})

describe('journal init, policy, recover, sign', () => {
  test('a city that is not there, a key that is there, a journal that lacks nothing, no password: a sentence, and nothing changed', async () => {
    expect((await run(['journal', 'init', '--city', '99999'])).stopped).toContain('No city 99999')
    expect((await run(['journal', 'init', '--city', town.code])).stopped).toContain('Nothing was made')
    expect((await run(['journal', 'recover', '--city', town.code])).stopped).toContain('nothing-missing')
    expect((await run(['journal', 'sign', '--port', '0'])).stopped).toContain('VISAVIS_SIGNER_PASSWORD')
    const file = join(site.folder, 'policy-of-another')
    writeFileSync(file, stage.policyText.replace(/log \S+/, 'log example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'))
    expect((await run(['journal', 'policy', file, '--city', town.code])).stopped).toContain('Nothing was changed')
  })
})
