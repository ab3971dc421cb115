import { phone } from './phone.ts'
import { countStored, openStage, report, signRealRows, untilReady, type App } from './stage.ts'

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

async function killDatabase(app: App): Promise<App> {
  stage.killDatabase()
  await stage.startDatabase()
  await untilReady(app)
  return app
}
