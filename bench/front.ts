import { randomBytes } from 'node:crypto'
import { launchChromium } from '../e2e/chromium.ts'
import { createCity } from '../src/capabilities/city/index.ts'
import { refreshIndex } from '../src/capabilities/search/index.ts'
import { seededRandom, type SeededRandom } from '../src/foundation/seeded-random.ts'
import { CAPABILITIES, openServices } from '../src/main.ts'
import { withClient } from '../src/platform/db/roles.ts'
import { readConfig } from '../src/platform/config/config.ts'
import type { PublicPage } from '../src/platform/public-page.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { createSite } from '../src/site.ts'
import { openStage, percentile, report, round, type Stage } from './stage.ts'

/*
 * The front page of the demonstration as a first visitor meets it: what it weighs, fonts included, and when its largest part is painted in
 * Chromium without a script, on what Lighthouse calls slow 4G (562.5 ms a request, 1,474.56 kbit/s) with the processor slowed four times.
 * Then search: 50,000 pages of 120 words, questions as people type them (one to three words, without accents, mistyped, unknown), each the
 * whole answer of the server, from the question to the page.
 */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 }
const VISITS = 9
const DOCUMENTS = 50_000
const WORDS = 120
const VOCABULARY = 40_000
const QUESTIONS = 600
const LIMITS = { kb: 60, lcp_ms: 1500, search_p95_ms: 50 }

const stage = await openStage()
try {
  const front = await visitFront(stage)
  const found = await askQuestions(stage)
  report({ ...front, ...found })
  console.log(`limits: ${JSON.stringify(LIMITS)}`)
} finally {
  await stage.close()
}

async function visitFront(stage: Stage) {
  const app = await stage.startApp()
  // The demonstration fills itself for some seconds; the first visitor comes after.
  await new Promise((done) => void setTimeout(done, 30_000))
  const browser = await launchChromium()
  const paints: number[] = []
  const weights: number[] = []
  for (let visit = 0; visit < VISITS; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', deviceScaleFactor: 2 })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    let bytes = 0
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
    await page.addInitScript(() => {
      Object.assign(window, { painted: 0 })
      new PerformanceObserver((list) => list.getEntries().forEach(({ startTime }) => Object.assign(window, { painted: startTime }))).observe({
        type: 'largest-contentful-paint',
        buffered: true,
      })
    })
    await page.goto(app.url, { waitUntil: 'networkidle' })
    paints.push(Number(await page.evaluate(() => Reflect.get(window, 'painted'))))
    weights.push(bytes / 1000)
    await context.close()
  }
  await browser.close()
  app.process.kill('SIGKILL')
  return { kb: round(Math.max(...weights)), lcp_ms: Math.round(percentile(paints, 0.5)), lcp_worst_ms: Math.round(Math.max(...paints)) }
}

async function askQuestions(stage: Stage) {
  const city = '99000'
  const config = expectAccepted(readConfig({ VISAVIS_VAR: stage.folder, VISAVIS_DATABASE_URL: stage.databaseUrl, VISAVIS_LOG_LEVEL: 'silent' }))
  const { services, connection } = openServices(config, stage.databaseUrl)
  await createCity(services.db, { code: city, name: 'Banc', hosts: ['banc.example'], contact: 'banc@example.org', dataProtectionContact: 'banc@example.org', demo: true, now: services.clock() }) // prettier-ignore
  const random = seededRandom(50_000)
  const vocabulary = inventWords(random)
  const pages = Array.from({ length: DOCUMENTS }, (_, index): PublicPage => ({
    path: `/banc/${index}`,
    language: 'fr',
    title: Array.from({ length: 6 }, () => pick(random, vocabulary)).join(' '),
    text: Array.from({ length: WORDS }, () => pick(random, vocabulary)).join(' '),
  }))
  const started = performance.now()
  await refreshIndex({ ...services, pages: async () => pages }, city)
  const indexed = (performance.now() - started) / 1000
  // What autovacuum does by itself, a minute later.
  await withClient(stage.databaseUrl, (client) => client.query('vacuum analyze search.documents, search.words'))
  const site = createSite({ ...services, random: (length) => new Uint8Array(randomBytes(length)) }, CAPABILITIES)
  const times: number[] = []
  let answered = 0
  for (let question = 0; question < QUESTIONS; question += 1) {
    const text = inventQuestion(random, vocabulary, question)
    const asked = performance.now()
    const answer = await site.fetch(new Request(`http://banc.example/recherche?q=${encodeURIComponent(text)}`, { headers: { host: 'banc.example' } }))
    const page = await answer.text()
    times.push(performance.now() - asked)
    if (answer.status !== 200) throw new Error(`the server answered ${answer.status}`)
    if (page.includes('<mark>')) answered += 1
  }
  await connection.close()
  return {
    search_p95_ms: round(percentile(times, 0.95)),
    search_p50_ms: round(percentile(times, 0.5)),
    search_max_ms: round(Math.max(...times)),
    documents: DOCUMENTS,
    questions: QUESTIONS,
    answered,
    index_s: round(indexed),
  }
}

/** Words as a language has them: few that are everywhere, very many that are rare; with accents. */
function inventWords(random: SeededRandom): readonly string[] {
  const syllables = ['po', 'li', 'ce', 'qué', 'ran', 'tè', 'vi', 'gar', 'mé', 'dia', 'con', 'trô', 'le', 'reç', 'u', 'ser', 'pro', 'mai', 'rie', 'nu', 'it', 'êt', 're', 'sé', 'cu'] // prettier-ignore
  const words = new Set<string>()
  while (words.size < VOCABULARY)
    words.add(Array.from({ length: 2 + random.below(4) }, () => syllables[random.below(syllables.length)] ?? '').join(''))
  return [...words]
}

/** Zipf: the word of rank r about once in r. */
function pick(random: SeededRandom, vocabulary: readonly string[]): string {
  const share = random.below(1_000_000) / 1_000_000
  return vocabulary[Math.floor(vocabulary.length ** share) - 1] ?? vocabulary[0] ?? ''
}

function inventQuestion(random: SeededRandom, vocabulary: readonly string[], turn: number): string {
  const words = Array.from({ length: 1 + (turn % 3) }, () => pick(random, vocabulary))
  if (turn % 5 === 1) return words.join(' ').normalize('NFD').replaceAll(/\p{M}/gu, '')
  if (turn % 5 === 2) return words.map((word) => `${word.slice(0, 2)}${word.slice(3, 4)}${word.slice(2, 3)}${word.slice(4)}`).join(' ')
  if (turn % 5 === 3) return `${words.join(' ')} zzqx${turn}`
  return words.join(' ')
}
