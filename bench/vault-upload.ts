import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { build } from 'vite'
import { toHex } from '../src/foundation/bytes.ts'
import { sha256 } from '../src/foundation/digest.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { partPath } from '../src/capabilities/recourse/actions/receive-part.ts'
import { askCase, sendFiling } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { PART } from '../src/capabilities/recourse/browser/shared/seal-part.ts'
import { contentOf, type Manifest } from '../src/capabilities/recourse/core/case-content.ts'
import { ageKeyOf } from '../src/capabilities/recourse/core/vault/age-key.ts'
import { openCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { unseal } from '../src/capabilities/recourse/core/vault/seal.ts'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { castCase, newestOf, random, trustOf, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { openPlainTab, type PlainTab } from './plain-tab.ts'
import { sizeOf } from './size.ts'
import { report, round, untilReady } from './stage.ts'
import { BODY, CITY, FORWARDED, openVaultBench, untilQuiet } from './vault-stage.ts'

/*
 * One file through the page that people use, in Chromium. First without disturbance, timed against sealing the same bytes and nothing else;
 * then with kills by turns: the network, a reload of the page, the program, PostgreSQL. At the end each part is read from disk, and opened.
 * Lost: acknowledged and not there, or not what was sent. Resent: parts sent again after one kill although they had been sent before.
 * 128 MiB and 4 kills; `--full`: 2 GiB and 30 kills.
 */
const MIB = 1024 * 1024
const BYTES = sizeOf({ full: 2048, short: 128, least: 64 }) * MIB
const CLEAN = sizeOf({ full: 512, short: 96, least: 16 }) * MIB
const KILLS = sizeOf({ full: 30, short: 4, least: 4 })
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const noise = random(PART)

const bench = await openVaultBench()
const [acknowledged, tried] = [new Map<string, number>(), new Set<string>()]
let [resent, resentMost, peak, lost] = [new Set<string>(), 0, 0, 0]
try {
  await untilQuiet(bench)
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(existsSync('/usr/bin/chromium') && { executablePath: '/usr/bin/chromium' }) })
  const context = await browser.newContext({ locale: 'fr-FR' })
  const page = await context.newPage()
  const [clean, killed] = [await fileCase(), await fileCase()]
  const { raw, speed } = await undisturbed(clean)
  await check(clean, CLEAN)
  await disturb({ browser, context, page }, killed)
  await check(killed, BYTES)
  await browser.close()
  report({
    gib: round(BYTES / MIB / 1024, 3),
    ratio: round(speed / raw, 2),
    tab_mb: round(peak, 0),
    lost_parts: lost,
    resent_max: resentMost,
    kills: KILLS,
    mib_s: round(speed),
    raw_mib_s: round(raw),
  })
} finally {
  await bench.close()
}

/** Without disturbance, and without an observer: sealing alone, then sending, in one tab. MiB a second. */
async function undisturbed({ secret }: CastCase): Promise<{ readonly raw: number; readonly speed: number }> {
  const path = await makeFile('sans', CLEAN)
  const tab = await openPlainTab()
  try {
    const before = await rawSpeed(tab)
    await tab.open(`${bench.app.url}/recours/suivre?lang=fr`)
    await tab.ask(`(${fillWords.toString()})(${JSON.stringify(wordsOf(secret).join(' '))})`)
    await untilThere(tab, `document.querySelector('#pieces') !== null`)
    await tab.choose('#pieces', path)
    const button = `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Sceller et envoyer ces fichiers')`
    await untilThere(tab, `${button} !== undefined`)
    const pressed = performance.now()
    await tab.ask(`${button}.click()`)
    await untilThere(tab, `document.querySelector('ol.thread')?.textContent.includes('.mp4') === true`)
    const speed = CLEAN / MIB / ((performance.now() - pressed) / 1000)
    // A machine that others use too goes faster and slower from one second to the next: the limit is taken on both sides of the figure.
    const after = await rawSpeed(tab)
    return { raw: 2 / (1 / before + 1 / after), speed }
  } finally {
    await tab.close()
  }
}

async function fillWords(words: string): Promise<void> {
  for (;;) {
    const field = document.querySelector('#mots')
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
      field.value = words
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.form?.requestSubmit()
      return
    }
    await new Promise((done) => setTimeout(done, 50))
  }
}

async function untilThere(tab: PlainTab, expression: string): Promise<void> {
  for (let tries = 0; (await tab.ask(expression)) !== true; tries += 1) {
    if (tries > 3000) throw new Error(`never: ${expression}`)
    await pause(40)
  }
}

/**
 * The age library alone, as its own documentation calls it, on parts of the same size one after the other, in the same browser: MiB a second.
 * Nothing of ours, no server, no network, no disk.
 */
async function rawSpeed(tab: PlainTab): Promise<number> {
  const entry = join(bench.stage.folder, 'seul.ts')
  writeFileSync(entry, `export * from '${fileURLToPath(import.meta.resolve('age-encryption'))}'\n`)
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'seul' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const code = output && 'output' in output ? output.output[0].code : ''
  await tab.open(`${bench.app.url}/recours`)
  const seconds = await tab.ask(`${code};(async () => {
    const encrypter = new seul.Encrypter()
    encrypter.addRecipient(await seul.identityToRecipient(await seul.generateHybridIdentity()))
    const bytes = new Uint8Array(${PART})
    for (let at = 0; at < bytes.length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536))
    await encrypter.encrypt(bytes)
    const started = performance.now()
    for (let count = 0; count < ${CLEAN / PART}; count += 1) await encrypter.encrypt(bytes)
    return (performance.now() - started) / 1000
  })()`)
  return CLEAN / MIB / Number(seconds)
}

async function fileCase(): Promise<CastCase> {
  const cast = await castCase(bench.body)
  expectAccepted(await sendFiling(bench.client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  return cast
}

/** Each 4 MiB another, so that a part in the place of another is seen; not random throughout, which would take longer than the upload. */
async function makeFile(named: string, size: number): Promise<string> {
  const path = join(bench.stage.folder, `${named}.mp4`)
  const file = await openFile(path, 'w')
  for (let at = 0; at < size; at += PART) await file.write(block(at / PART), 0, Math.min(PART, size - at))
  await file.close()
  return path
}

function block(part: number): Uint8Array {
  const bytes = noise.slice()
  new DataView(bytes.buffer).setUint32(0, part)
  return bytes
}

/** Answers when the button was pressed. */
async function sendFrom(page: Page, { secret }: CastCase, path: string): Promise<number> {
  await page.goto(`${bench.app.url}/recours/suivre?lang=fr`)
  await page.locator('#mots').fill(wordsOf(secret).join(' '))
  await page.locator('form button').first().click()
  await page.locator('#pieces').setInputFiles(path, { timeout: 60_000 })
  const button = page.getByRole('button', { name: 'Sceller et envoyer ces fichiers' })
  await button.waitFor()
  const pressed = performance.now()
  await button.click()
  return pressed
}

async function untilDone(page: Page): Promise<void> {
  await page.locator('ol.thread').getByText('.mp4').waitFor({ timeout: 1_500_000 })
}

function watchParts(page: Page): void {
  page.on('request', (request) => {
    const part = partOf(request.url())
    if (request.method() !== 'PUT' || part === undefined) return
    if (tried.has(part)) resent.add(part)
    tried.add(part)
    resentMost = Math.max(resentMost, resent.size)
  })
  page.on('response', (response) => {
    const part = partOf(response.url())
    if (part !== undefined && response.status() === 201) acknowledged.set(part, 1)
  })
}

function partOf(url: string): string | undefined {
  return /envois\/([0-9a-f]{32}\/\d+)$/.exec(url)?.[1]
}

type Tab = { readonly browser: Browser; readonly context: BrowserContext; readonly page: Page }

async function disturb({ browser, context, page }: Tab, cast: CastCase): Promise<void> {
  watchParts(page)
  const path = await makeFile('avec', BYTES)
  await sendFrom(page, cast, path)
  let over = false
  const memory = (async () => {
    while (!over) {
      peak = Math.max(peak, await rendererMemory(browser))
      await pause(250)
    }
  })()
  const every = BYTES / PART / (KILLS + 1)
  for (let kill = 0; kill < KILLS; kill += 1) {
    const goal = Math.floor(every * (kill + 1))
    while (acknowledged.size < goal) await pause(20)
    resent = new Set()
    if (kill % 4 === 0) {
      await context.setOffline(true)
      await pause(700)
      await context.setOffline(false)
    } else if (kill % 4 === 1) {
      await sendFrom(page, cast, path)
    } else if (kill % 4 === 2) {
      bench.app.process.kill('SIGKILL')
      bench.app = await bench.stage.startApp(FORWARDED)
    } else {
      bench.stage.killDatabase()
      await bench.stage.startDatabase()
      await untilReady(bench.app)
    }
  }
  await untilDone(page)
  // Begun anew under another name, nothing would be sent again, and all of it would.
  if (new Set([...tried].map((part) => part.split('/')[0])).size !== 1) throw new Error('one file is one upload, whatever happens')
  over = true
  await memory
}

/** Resident memory of the tab's own process, in MB: the largest of the browser's pages. */
async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id))
  return Math.max(0, ...sizes)
}

function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** From the manifest in the case: each part on disk, its hash, and what is in it. */
async function check(cast: CastCase, size: number): Promise<void> {
  const { caseId } = cast.filing
  const today = newestOf(bench.body).content.issued
  const opened = expectAccepted(
    await openCase(expectAccepted(await askCase(bench.client, caseId, cast.citizen)), {
      keys: cast.citizen,
      caseId,
      trust: { ...trustOf(bench.body), today },
    }),
  )
  const content = opened.items.map((item) => contentOf(item, cast.citizen.key)).find((one) => one?.kind === 'file')
  if (content?.kind !== 'file' || content.body.size !== size) throw new Error('the case names the file')
  lost += await countLost(content.body)
}

async function countLost({ original, seed }: Manifest): Promise<number> {
  const { identity } = await ageKeyOf(new Uint8Array(Buffer.from(seed, 'hex')))
  let missing = [...acknowledged.keys()].filter(
    (part) => part.startsWith(original.upload) && original.parts[Number(part.split('/')[1])] === undefined,
  ).length
  for (const [part, hash] of original.parts.entries()) {
    const path = join(bench.stage.folder, 'var', partPath(CITY, { upload: original.upload, part, sha256: hash }))
    const bytes = existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined
    const plain = bytes && toHex(sha256(bytes)) === hash ? await unseal(bytes, identity) : undefined
    const expected = block(part).subarray(0, Math.min(PART, plain?.length ?? 0))
    if (!plain || Buffer.compare(plain.subarray(0, expected.length), expected) !== 0) missing += 1
  }
  return missing
}
