import { spawn } from 'node:child_process'
import { launchChromium } from '../e2e/chromium.ts'
import { getRequest, openRawClient } from './raw-client.ts'
import { openStage, percentile, report, round } from './stage.ts'

/*
 * The three pages that everyone meets. Latency: 200 requests a second on a fixed beat, measured from the beat, so that a late
 * answer is not hidden by a late question. Rate: as fast as 16 connections go, against Hono alone with a body of the same size.
 * Weight: what a first visit in Chromium fetches, fonts included, compressed.
 */
const PAGES = ['/', '/recus', '/r']
const PER_SECOND = 200
const SECONDS = 8
const CONNECTIONS = 16
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const stage = await openStage()
try {
  const app = await stage.startApp()
  const host = new URL(app.url).host
  const requests = PAGES.map((path) => getRequest({ host, path }))
  const sizes = await Promise.all(PAGES.map(async (path) => (await compressedPage(app.url + path)).length))
  const latencies = await onTheBeat(app.url, requests)
  const bare = await startBare(sizes)
  const ratios: number[] = []
  for (const [index, request] of requests.entries()) {
    const own = await fastest(app.url, request)
    ratios.push(own / (await fastest(bare.url, getRequest({ host, path: `/${sizes[index]}` }))))
  }
  bare.stop()
  const { kilobytes, thirdParty } = await firstVisits(app.url)
  report({
    ratio: round(Math.min(...ratios), 3),
    p99_ms: round(percentile(latencies, 0.99)),
    max_kb: round(Math.max(...kilobytes)),
    third_party: thirdParty,
  })
} finally {
  await stage.close()
}

async function compressedPage(url: string): Promise<Uint8Array> {
  const client = await import('node:http')
  return new Promise((resolve, reject) => {
    client
      .get(url, { headers: { 'accept-encoding': 'br', 'accept-language': 'fr' } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
      })
      .on('error', reject)
  })
}

async function onTheBeat(url: string, requests: readonly Buffer[]): Promise<readonly number[]> {
  const idle = await Promise.all(Array.from({ length: CONNECTIONS }, () => openRawClient(url)))
  const latencies: number[] = []
  const underWay: Promise<void>[] = []
  const started = performance.now()
  for (let beat = 0; beat < PER_SECOND * SECONDS; beat += 1) {
    const due = started + (beat * 1000) / PER_SECOND
    while (performance.now() < due) await pause(1)
    underWay.push(ask(idle, requests[beat % requests.length] ?? Buffer.alloc(0)).then((at) => void latencies.push(at - due)))
  }
  await Promise.all(underWay)
  for (const client of idle) client.close()
  return latencies
}

/** Waits for a connection when all are busy: that wait counts. Answers when the answer was whole. */
async function ask(idle: Awaited<ReturnType<typeof openRawClient>>[], request: Buffer): Promise<number> {
  let client = idle.pop()
  while (client === undefined) {
    await pause(1)
    client = idle.pop()
  }
  const status = await client.send(request)
  if (status !== 200) throw new Error(`the server answered ${status}`)
  idle.push(client)
  return performance.now()
}

async function fastest(url: string, request: Buffer): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => openRawClient(url)))
  const [warm, end] = [performance.now() + 700, performance.now() + 2700]
  let answered = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await client.send(request)
        if (performance.now() > warm) answered += 1
      }
      client.close()
    }),
  )
  return answered / 2
}

async function startBare(sizes: readonly number[]): Promise<{ readonly url: string; readonly stop: () => void }> {
  const port = 45_000 + (process.pid % 10_000)
  const child = spawn(process.execPath, [...process.execArgv, 'bench/bare-hono.ts', String(port), ...sizes.map(String)], { stdio: 'inherit' })
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; waited < 200 && !(await fetch(`${url}/${sizes[0]}`).catch(() => undefined))?.ok; waited += 1) await pause(50)
  return { url, stop: () => child.kill('SIGKILL') }
}

/** Each page in a fresh browser profile: bytes on the wire, and requests that go to anyone else. */
async function firstVisits(url: string): Promise<{ readonly kilobytes: readonly number[]; readonly thirdParty: number }> {
  const browser = await launchChromium()
  const kilobytes: number[] = []
  let thirdParty = 0
  for (const path of PAGES) {
    const context = await browser.newContext({ locale: 'fr-FR', serviceWorkers: 'block' })
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    let bytes = 0
    network.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) thirdParty += 1
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    kilobytes.push(bytes / 1024)
    await context.close()
  }
  await browser.close()
  return { kilobytes, thirdParty }
}
