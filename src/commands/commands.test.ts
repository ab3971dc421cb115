import { Command } from 'commander'
import { simpleParser } from 'mailparser'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CAPABILITIES } from '../main.ts'
import { expectAccepted } from '../foundation/result.ts'
import { readConfig } from '../platform/config/config.ts'
import { inCity } from '../platform/db/database.ts'
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
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: '127.0.0.1', pastDays: 0 })
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

/** A command that runs until it is told to end, as a person starts it. `said`: resolves when it has said so. */
function startForReal(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, VISAVIS_LOG_LEVEL: 'silent', ...variables },
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const said = async (pattern: RegExp): Promise<string> => {
    for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
      const found = pattern.exec(text)
      if (found) return found[1] ?? ''
      await pause(50)
    }
    throw new Error(`it did not say ${pattern}, but: ${text}`)
  }
  const end = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    return (await ended)[0]
  }
  return { said, end }
}

describe('a witness, as an association starts it', () => {
  test('one command and a folder: its key is made, its journal remembered over a restart; it cosigns, and slows whoever asks too often', async () => {
    const folder = join(site.folder, 'association')
    const words = ['witness', folder, '--port', '0', '--per-second', '1']
    const first = startForReal([...words, '--name', 'asso.example/temoin', '--policy', `${address()}/policy`])
    const line = await first.said(/^(witness asso\.example \S+)/m)
    expect(await first.end()).toBe(0)
    const again = startForReal(words)
    const url = await again.said(/listens at (http:\S+) and watches amiens\.example\/journal/)
    expect(await again.said(/^(witness asso\.example \S+)/m), 'the same key').toBe(line)
    const file = join(site.folder, 'policy-of-association')
    writeFileSync(file, `${stage.policyText.split('\n').find((one) => one.startsWith('log '))}\n${line} ${url}\ngroup g all asso.example\nquorum g\n`)
    const note = readFileSync(join(stage.publisher.folder, 'checkpoint'), 'utf8')
    const body = `old 0\n\n${note}`
    const answers = []
    for (let asked = 0; asked < 11; asked += 1) answers.push(await fetch(`${url}/add-checkpoint`, { method: 'POST', body }))
    expect(answers.map(({ status }) => status)).toEqual([200, ...Array<number>(9).fill(409), 429])
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('10')
    const { said } = await run(['witness', 'check', file, '--journal', address()])
    expect(said).toContain('The 2 views that were shown belong to one history.')
    expect(await again.end()).toBe(0)
  })
})

describe('journal init, policy, recover, sign', () => {
  test('a key and a policy are made; other witnesses replace it, and its hash is queued; a signer of its own serves it', async () => {
    const lille = await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.example' })
    const made = await run(['journal', 'init', '--city', lille.code])
    expect([made.stopped, made.said]).toEqual([
      undefined,
      expect.stringMatching(/^log lille\.example\/journal\+[0-9a-f]{8}\+\S+ https:\/\/lille\.example\/journal$/m),
    ])
    const log = /^log .*$/m.exec(made.said)?.[0]
    const file = join(site.folder, 'policy-of-lille')
    const witness = stage.policyText.split('\n').find((one) => one.startsWith('witness ldh '))
    writeFileSync(file, `${log}\n${witness}\ngroup g all ldh\nquorum g\n`)
    expect(await run(['journal', 'policy', file, '--city', lille.code])).toMatchObject({ stopped: undefined, said: expect.stringContaining('The policy is replaced') }) // prettier-ignore
    expect(readFileSync(join(site.folder, 'journal', lille.code, 'public/policy'), 'utf8')).toContain('group g all ldh')
    const queued = await inCity(site.services.db, lille.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    const leaves = queued.map(({ leaf }) => Buffer.from(leaf).toString())
    expect(
      leaves.filter((leaf) => leaf.startsWith('visavis1 publication ') && leaf.includes('policy')),
      'the first and the second',
    ).toHaveLength(2)
    const apart = join(site.folder, 'apart')
    cpSync(join(site.folder, 'journal', lille.code, 'signer'), join(apart, 'journal', lille.code, 'signer'), { recursive: true })
    const signer = startForReal(['journal', 'sign', '--port', '0'], { VISAVIS_VAR: apart, VISAVIS_SIGNER_PASSWORD: 'a password of the test' })
    const port = await signer.said(/The signer of 59350 listens on 127\.0\.0\.1:(\d+)\./)
    expect((await fetch(`http://127.0.0.1:${port}/59350`)).status, 'without the password').toBe(401)
    expect(await signer.end()).toBe(0)
  })

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
