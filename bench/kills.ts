import { REPLAY_CITY, submissionJson, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { openRawClient, putRequest, type RawClient } from './raw-client.ts'
import { countStored, openStage, report, signRealRows, type App } from './stage.ts'

/*
 * kill -9 of the program and of PostgreSQL, by turns, while 32 phones send. A phone sends a receipt until it is acknowledged,
 * then the next. At the end: acknowledged and not there = lost; there twice, or told apart as two = doubled. 16 kills; 50 with --full.
 */
const CLIENTS = 32
const KILLS = process.argv.includes('--full') ? 50 : 16
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const stage = await openStage()
try {
  let app = await stage.startApp()
  const made = await signRealRows(stage, 150)
  const acknowledged = new Set<string>()
  let [next, over] = [0, false]
  const phones = Array.from({ length: CLIENTS }, () => phone(() => (over ? undefined : made[next++]), { url: app.url, acknowledged }))
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Another moment each time: between two commits, within one, between the flush and the answer.
    await pause(250 + ((kill * 97) % 300))
    app = kill % 2 === 0 ? await killApp(app) : await killDatabase(app)
  }
  await pause(500)
  over = true
  await Promise.all(phones)
  const { lost, doubled } = await countStored(stage.databaseUrl, acknowledged)
  report({ kills: KILLS, lost, doubled, acknowledged: acknowledged.size })
} finally {
  await stage.close()
}

async function killApp(app: App): Promise<App> {
  app.process.kill('SIGKILL')
  return stage.startApp()
}

/** The program stays up, and must come back to its database by itself. */
async function killDatabase(app: App): Promise<App> {
  stage.killDatabase()
  await stage.startDatabase()
  for (let waited = 0; waited < 200; waited += 1) {
    if ((await fetch(`${app.url}/readyz`).catch(() => undefined))?.ok) return app
    await pause(50)
  }
  throw new Error('the program did not come back to its database within ten seconds')
}

type Place = { readonly url: string; readonly acknowledged: Set<string> }

async function phone(take: () => MadeReceipt | undefined, { url, acknowledged }: Place): Promise<void> {
  let client: RawClient | undefined
  for (let receipt = take(); receipt !== undefined; receipt = take()) {
    const request = putRequest({ host: REPLAY_CITY.host, path: `/agent/api/recus/${receipt.id}` }, submissionJson(receipt.submission))
    for (;;) {
      client ??= await openRawClient(url).catch(() => undefined)
      const status = await client?.send(request).catch(() => undefined)
      if (status === 200 || status === 201) break
      if (status === undefined) {
        client?.close()
        client = undefined
      } else if (status < 500) throw new Error(`the server answered ${status} for ${receipt.id}`)
      await pause(40)
    }
    acknowledged.add(receipt.id)
  }
  client?.close()
}
