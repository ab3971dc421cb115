import { sql } from 'kysely'
import { REPLAY_CITY, submissionJson, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { dedupKey } from '../src/capabilities/journal/index.ts'
import { toHex } from '../src/foundation/bytes.ts'
import { inCity } from '../src/platform/db/database.ts'
import { openBenchJournal, publishedSize, untilPublished, watchPublished, type BenchJournal } from './journal-stage.ts'
import { timeDevices } from './journal-device.ts'
import { readProofs } from './journal-reading.ts'
import { sequencingRates } from './journal-sequencing.ts'
import { openRawClient, putRequest, type RawClient } from './raw-client.ts'
import { checksPerSecond, openStage, percentile, report, round, signRealRows } from './stage.ts'

/*
 * From a receipt over HTTP to its proof in public, cosigned by three witnesses in processes of their own; then the parts alone.
 * Latency: 500 receipts a second on a fixed beat, measured from the beat to the moment at which a reader of the checkpoint's file
 * finds a tree that holds the entry. Sustained: as fast as 512 clients go, until the last is published.
 */
const CLIENTS = 128
const RUSH_CLIENTS = 512
const PER_SECOND = 500
const BEAT_SECONDS = 12
const RUSH = 120_000
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const stage = await openStage()
try {
  // Without the demonstration's reports, which take both cores for half a minute after the start.
  const app = await stage.startApp({ VISAVIS_DEMO_FILL: 'no' })
  const made = await signRealRows(stage, 365)
  const checks = checksPerSecond(made)
  const log = await openBenchJournal(stage)
  await expectPublished(log)
  const beat = made.slice(0, PER_SECOND * BEAT_SECONDS)
  const latencies = await onTheBeat(app.url, beat, log)
  // Before the rush: a phone does not share its processor with a database that cleans up after it.
  const device = await timeDevices(app.url, beat[beat.length - 1] ?? refuseEmpty())
  const rush = await inARush(app.url, made.slice(beat.length, beat.length + RUSH), log)
  const storage = await bytesPerEntry(log)
  app.process.kill('SIGKILL')
  const sequencing = await sequencingRates(log.services)
  const reading = await readProofs(stage.folder)
  if (reading.mostTiles > 5) throw new Error(`a proof took ${reading.mostTiles} tiles, which the format bounds to five`)
  await log.close()
  report({
    p99_ms: round(percentile(latencies, 0.99)),
    ratio: round(rush / checks, 3),
    sequenced_per_s: round(sequencing.pooled),
    single_per_s: round(sequencing.single),
    proof_p99_ms: round(reading.p99, 2),
    device_ms: round(percentile(device.webCrypto, 0.99)),
    bytes_per_entry: round(storage.database + storage.disk),
    database_bytes: round(storage.database),
    disk_bytes: round(storage.disk),
    most_tiles: reading.mostTiles,
    device_p50_ms: round(percentile(device.webCrypto, 0.5)),
    device_noble_ms: round(percentile(device.noble, 0.99)),
    device_cosignatures: device.witnesses,
    sustained_per_s: round(rush),
    checks_per_s: round(checks),
    p50_ms: round(percentile(latencies, 0.5)),
  })
} finally {
  await stage.close()
}

function refuseEmpty(): never {
  throw new Error('there is no receipt to verify')
}

type Sent = { readonly id: string; readonly at: number }

async function onTheBeat(url: string, made: readonly MadeReceipt[], log: BenchJournal): Promise<readonly number[]> {
  const idle = await Promise.all(Array.from({ length: CLIENTS }, () => openRawClient(url)))
  const watching = watchPublished(log.publicFolder)
  const started = performance.now()
  const sent: Sent[] = []
  const underWay: Promise<void>[] = []
  for (const [beat, receipt] of made.entries()) {
    const due = started + (beat * 1000) / PER_SECOND
    while (performance.now() < due) await pause(1)
    sent.push({ id: receipt.id, at: due })
    underWay.push(send(url, idle, receipt))
  }
  await Promise.all(underWay)
  await expectPublished(log)
  const published = watching.stop()
  for (const client of idle) client.close()
  const indexes = await indexesOf(log, sent)
  // The first two seconds warm the program up.
  return sent
    .filter(({ at }) => at > started + 2000)
    .map(({ id, at }) => {
      const index = indexes.get(id)
      const moment = published.find(([size]) => index !== undefined && size > index)
      if (moment === undefined) throw new Error('each receipt that was accepted is published')
      return moment[1] - at
    })
}

/** By a connection that is free; the server closes those that were idle for some seconds, and another is opened then, as a phone does. */
async function send(url: string, idle: RawClient[], { id, submission }: MadeReceipt): Promise<void> {
  let client = idle.pop()
  while (client !== undefined && !client.isOpen()) client = idle.pop()
  client ??= await openRawClient(url)
  const status = await client.send(putRequest({ host: REPLAY_CITY.host, path: `/agent/api/recus/${id}` }, submissionJson(submission)))
  if (status !== 201) throw new Error(`the server answered ${status}`)
  idle.push(client)
}

async function inARush(url: string, made: readonly MadeReceipt[], log: BenchJournal): Promise<number> {
  const requests = made.map(({ id, submission }) =>
    putRequest({ host: REPLAY_CITY.host, path: `/agent/api/recus/${id}` }, submissionJson(submission)),
  )
  const clients = await Promise.all(Array.from({ length: RUSH_CLIENTS }, () => openRawClient(url)))
  const started = performance.now()
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const status = await client.send(request)
        if (status !== 201) throw new Error(`the server answered ${status}`)
      }
      client.close()
    }),
  )
  await expectPublished(log)
  return (made.length / (performance.now() - started)) * 1000
}

async function expectPublished(log: BenchJournal): Promise<void> {
  if (!(await untilPublished(log))) throw new Error('the journal was not published within a minute')
}

async function indexesOf({ services }: BenchJournal, sent: readonly Sent[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await inCity(services.db, REPLAY_CITY.code, (tx) =>
    sql<{ dedup: Buffer; index: number }>`select dedup, index from journal.entries where city = ${REPLAY_CITY.code}`.execute(tx),
  )
  const indexes = new Map(rows.map(({ dedup, index }) => [toHex(dedup), index]))
  return new Map(
    sent.flatMap(({ id }) => {
      const index = indexes.get(toHex(dedupKey({ type: 'receipt', businessKey: id, version: 1 })))
      return index === undefined ? [] : [[id, index] as const]
    }),
  )
}

async function bytesPerEntry({ services, publicFolder }: BenchJournal): Promise<{ readonly database: number; readonly disk: number }> {
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(oid)) as bytes from pg_class where relnamespace = 'journal'::regnamespace and relname in ('entries', 'tiles', 'checkpoints', 'heads')`.execute(
    services.db,
  )
  const { execFileSync } = await import('node:child_process')
  const disk = Number(execFileSync('du', ['-sb', publicFolder], { encoding: 'utf8' }).split('\t')[0])
  const size = publishedSize(publicFolder)
  return { database: (rows[0]?.bytes ?? 0) / size, disk: disk / size }
}
