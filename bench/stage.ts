import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { prepareReplay, REPLAY_CITY, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { detailMessage, signedMessage } from '../src/capabilities/receipts/core/receipt.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openServices } from '../src/main.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { startEmbedded, type EmbeddedCluster } from '../src/platform/db/embedded.ts'
import { APP_ROLE, createRolesAndDatabase, withClient } from '../src/platform/db/roles.ts'

const ROOT = join(import.meta.dirname, '..')
const DATA = join(ROOT, '../shared/data/stop-and-search')
export const MAPPING = join(ROOT, 'src/capabilities/receipts/replay/stop-and-search.json')

export type App = { readonly url: string; readonly process: ChildProcess }

/** A database of its own with fsync on, in a folder that goes with the bench; the program runs in a process of its own. */
export type Stage = {
  readonly folder: string
  readonly databaseUrl: string
  readonly startDatabase: () => Promise<void>
  readonly killDatabase: () => void
  /** `variables`: beside those that the stage sets. */
  readonly startApp: (variables?: Readonly<Record<string, string>>) => Promise<App>
  readonly close: () => Promise<void>
}

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-bench-'))
  const port = 20_000 + (process.pid % 20_000)
  let cluster: EmbeddedCluster = await startEmbedded(join(folder, 'postgres'), port)
  const databaseUrl = await createRolesAndDatabase(cluster.adminUrl, 'visavis')
  const apps = new Set<ChildProcess>()
  return {
    folder,
    databaseUrl,
    startDatabase: async () => {
      cluster = await startEmbedded(join(folder, 'postgres'), port)
    },
    killDatabase: () => {
      const [pid] = readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')
      for (const victim of [Number(pid), ...childrenOf(Number(pid))]) killNow(victim)
    },
    startApp: async (variables = {}) => {
      const app = await startApp({ VISAVIS_VAR: join(folder, 'var'), VISAVIS_DATABASE_URL: databaseUrl, PORT: String(port + 1), ...variables })
      apps.add(app.process)
      return app
    },
    close: async () => {
      for (const app of apps) app.kill('SIGKILL')
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** After the database was killed: the program stays up, and must come back to it by itself. */
export async function untilReady(app: App): Promise<void> {
  for (let waited = 0; waited < 200; waited += 1) {
    if (await isReady(app.url)) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the program did not come back to its database within ten seconds')
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

async function startApp(variables: Readonly<Record<string, string>>): Promise<App> {
  const url = `http://127.0.0.1:${variables.PORT}`
  // As `npm start` starts it: the same Node with the same flags as this bench.
  const child = spawn(process.execPath, [...process.execArgv, 'src/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', openSync(join(variables.VISAVIS_VAR ?? '.', '../app.log'), 'a'), 'inherit'],
    env: { ...process.env, VISAVIS_LOG_LEVEL: 'error', ...variables },
  })
  for (let waited = 0; waited < 600; waited += 1) {
    if (child.exitCode !== null) throw new Error('the program did not start')
    if (await isReady(url)) return { url, process: child }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the program did not start within 30 seconds')
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Receipts signed by real device keys from the real rows of `../shared/data/stop-and-search`, ready to be sent. */
export async function signRealRows(stage: Stage, copies: number): Promise<readonly MadeReceipt[]> {
  if (!existsSync(DATA)) throw new Error('this bench signs the real rows of ../shared/data/stop-and-search, which is not there')
  const files = readdirSync(DATA).filter((file) => file.endsWith('.csv'))
  const config = expectAccepted(readConfig({ VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_LOG_LEVEL: 'silent' }))
  const { services, connection } = openServices(config, stage.databaseUrl)
  try {
    const request = { files: files.map((file) => join(DATA, file)), mappingFile: MAPPING, say: () => undefined, copies }
    return (await prepareReplay(services, request)).flatMap(({ made }) => made)
  } finally {
    await connection.close()
  }
}

export type Stored = { readonly lost: number; readonly doubled: number }

/** What the database holds, against what was acknowledged: each receipt once, with one journal entry. */
export function countStored(databaseUrl: string, acknowledged: ReadonlySet<string>): Promise<Stored> {
  const count = async (client: Client): Promise<Stored> => {
    await client.query(`set visavis.city = '${REPLAY_CITY.code}'`)
    const { rows } = await client.query<{ id: string; n: number }>(
      "select encode(key_id, 'hex') || '-' || seq as id, count(*)::int as n from receipts.receipts group by 1",
    )
    const counts = new Map(rows.map(({ id, n }) => [id, n]))
    const [outbox] = (
      await client.query<{ n: number }>(
        "select (select count(*) from journal.queue where position('visavis1 receipt '::bytea in leaf) = 1)::int + (select count(*) from journal.entries where position('visavis1 receipt '::bytea in leaf) = 1)::int as n",
      )
    ).rows
    const [twice] = (await client.query<{ n: number }>('select count(*)::int as n from receipts.equivocations')).rows
    const lost = [...acknowledged].filter((id) => !counts.has(id)).length
    const doubled = rows.filter(({ n }) => n > 1).length + (twice?.n ?? 0)
    return { lost: lost + Math.max(0, rows.length - (outbox?.n ?? 0)), doubled: doubled + Math.max(0, (outbox?.n ?? 0) - rows.length) }
  }
  return withClient(databaseUrl, count, APP_ROLE)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

/** The one line of a bench. */
export function report(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

/** Highest resident memory of a process so far, in MB. */
export function peakMemory(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

/** Raw Ed25519 verifications per second on one core, over the very messages that a device signs: of each receipt its QR and its record. */
export function checksPerSecond(made: readonly MadeReceipt[]): number {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const messages = made.slice(0, 500).flatMap(({ submission }) => {
    const { payload, holderHash, detail } = submission
    return [signedMessage(payload, holderHash), detailMessage(payload, holderHash, detail)]
  })
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
