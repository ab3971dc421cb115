import { generateKeyPairSync, sign, verify } from 'node:crypto'
import pg from 'pg'
import { createHttpClient, inParallel, REPLAY_CITY, submissionJson, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { countStored, openStage, peakMemory, percentile, report, round, signRealRows } from './stage.ts'

/*
 * Intake over HTTP: 64 clients, each sends one signed receipt after the other; each answer means that the receipt is durable
 * (fsync on). The limits are measured in the same run, on the same machine, before it.
 */
const CLIENTS = 64
const SECONDS = 12
const COPIES = 110

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

/** Raw Ed25519 verifications per second on one core, over messages as long as ours. */
function checksPerSecond(made: readonly MadeReceipt[]): number {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const messages = made.slice(0, 1_000).map(({ submission }) => submission.payload)
  const signatures = messages.map((message) => sign(null, message, privateKey))
  const started = performance.now()
  let done = 0
  while (performance.now() - started < 2_000) {
    const index = done % messages.length
    if (!verify(null, messages[index] ?? new Uint8Array(), publicKey, signatures[index] ?? new Uint8Array())) throw new Error('it must verify')
    done += 1
  }
  return (done / (performance.now() - started)) * 1000
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
  const client = createHttpClient(url, REPLAY_CITY.host, CLIENTS)
  const latencies: number[] = []
  const acknowledged = new Set<string>()
  const started = performance.now()
  let last = started
  await inParallel(made, CLIENTS, async (receipt) => {
    if (performance.now() - started > SECONDS * 1000) return
    const sent = performance.now()
    const { status, body } = await client.send('PUT', `/agent/api/recus/${receipt.id}`, submissionJson(receipt.submission))
    if (status !== 201) throw new Error(`the server answered ${status}: ${body}`)
    acknowledged.add(receipt.id)
    last = performance.now()
    latencies.push(last - sent)
  })
  client.close()
  return { answered: acknowledged.size, milliseconds: last - started, latencies, acknowledged }
}
