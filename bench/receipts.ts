import pg from 'pg'
import { REPLAY_CITY, submissionJson, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { openRawClient, putRequest, type RawClient } from './raw-client.ts'
import { checksPerSecond, countStored, openStage, peakMemory, percentile, report, round, signRealRows } from './stage.ts'

/*
 * Intake over HTTP: 64 clients, each sends one signed receipt after the other; each answer means that the receipt is durable
 * (fsync on). The limits are measured in the same run, on the same machine, before it.
 */
const CLIENTS = 64
/** Before the clock starts, so that what is measured is a program that serves, not one that compiles. */
const WARM_UP_SECONDS = 3
const SECONDS = 10
const COPIES = 160

const stage = await openStage()
try {
  const app = await stage.startApp()
  const made = await signRealRows(stage, COPIES)
  const checks = checksPerSecond(made)
  const commits = await commitsPerSecond(stage.databaseUrl)
  const { answered, milliseconds, latencies, acknowledged } = await intake(app.url, made)
  const perSecond = (answered / milliseconds) * 1000
  const limit = Math.min(checks, commits)
  const stored = await countStored(stage.databaseUrl, acknowledged)
  report({
    per_s: round(perSecond),
    limit_per_s: round(limit),
    ratio: round(perSecond / limit, 3),
    p99_ms: round(percentile(latencies, 0.99)),
    lost: stored.lost,
    doubled: stored.doubled,
    rss_mb: round(peakMemory(app.process.pid)),
    checks_per_s: round(checks),
    commits_per_s: round(commits),
  })
} finally {
  await stage.close()
}

/** Raw durable commits per second: one small row each, through a pool, 64 at a time. */
async function commitsPerSecond(databaseUrl: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CLIENTS })
  await pool.query('create table if not exists bench_commits (id bigserial primary key, body bytea not null)')
  const body = Buffer.alloc(600, 7)
  const started = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() - started < 3_000) {
        await pool.query('insert into bench_commits (body) values ($1)', [body])
        done += 1
      }
    }),
  )
  const perSecond = (done / (performance.now() - started)) * 1000
  await pool.query('drop table bench_commits')
  await pool.end()
  return perSecond
}

async function intake(url: string, made: readonly MadeReceipt[]) {
  const requests = made.map(({ id, submission }) => ({
    id,
    bytes: putRequest({ host: REPLAY_CITY.host, path: `/agent/api/recus/${id}` }, submissionJson(submission)),
  }))
  const latencies: number[] = []
  const acknowledged = new Set<string>()
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openRawClient(url)))
  const opened = performance.now()
  const started = opened + WARM_UP_SECONDS * 1000
  let [next, last, answered] = [0, started, 0]
  const lane = async (client: RawClient) => {
    for (let one = requests[next++]; one !== undefined && performance.now() - started < SECONDS * 1000; one = requests[next++]) {
      const sent = performance.now()
      const status = await client.send(one.bytes)
      if (status !== 201) throw new Error(`the server answered ${status}`)
      acknowledged.add(one.id)
      const now = performance.now()
      if (sent < started) continue
      last = now
      answered += 1
      latencies.push(now - sent)
    }
  }
  await Promise.all(clients.map(lane))
  for (const client of clients) client.close()
  return { answered, milliseconds: last - started, latencies, acknowledged }
}
