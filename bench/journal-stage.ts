import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { REPLAY_CITY } from '../src/capabilities/receipts/index.ts'
import { createSigningKey, initJournal } from '../src/capabilities/journal/index.ts'
import { writeVerifierKey } from '../src/capabilities/journal/core/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openServices } from '../src/main.ts'
import { inCity } from '../src/platform/db/database.ts'
import { readConfig } from '../src/platform/config/config.ts'
import type { Services } from '../src/platform/services.ts'
import type { Stage } from './stage.ts'

const ROOT = join(import.meta.dirname, '..')
const ORIGIN = 'banc.example/journal'
const NAMES = ['temoin-un', 'temoin-deux', 'temoin-trois']

export type BenchJournal = {
  readonly publicFolder: string
  readonly services: Services
  readonly policy: string
  /** The memory of the signer, then of each witness: one line for each tree that it signed. */
  readonly records: readonly string[]
  readonly close: () => Promise<void>
}

/** The journal of the replay's city, with three witnesses in processes of their own; all three must sign. */
export async function openBenchJournal(stage: Stage): Promise<BenchJournal> {
  const folder = join(stage.folder, 'var')
  const { services, connection } = openServices(expectAccepted(readConfig({ VISAVIS_VAR: folder, VISAVIS_LOG_LEVEL: 'silent' })), stage.databaseUrl)
  const witnesses = await Promise.all(
    NAMES.map(async (name, index) => {
      const own = join(stage.folder, 'witnesses', name)
      const key = await createSigningKey(own, { kind: 'witness', name: `${name}.example/temoin`, seed: services.random(32) })
      return { name, own, key, port: 10_000 + (process.pid % 3000) * 3 + index }
    }),
  )
  const lines = [
    ...witnesses.map(({ name, key, port }) => `witness ${name} ${writeVerifierKey(key)} http://127.0.0.1:${port}`),
    `group tous all ${NAMES.join(' ')}`,
    'quorum tous',
  ]
  const made = await initJournal(services, { city: REPLAY_CITY.code, origin: ORIGIN, witnesses: lines.join('\n'), url: undefined })
  const { policy } = expectAccepted(made)
  const log = policy.split('\n')[0]?.split(' ')[1] ?? ''
  const running = witnesses.map(({ own, port }) => startWitness(own, ['--log', log, '--port', String(port), '--per-second', '1000']))
  // Whatever happens to the bench, its witnesses end with it.
  process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))
  for (const child of running) child.unref()
  await Promise.all(witnesses.map(({ port }) => untilListening(port)))
  return {
    publicFolder: join(folder, 'journal', REPLAY_CITY.code, 'public'),
    services,
    policy,
    records: [
      join(folder, 'journal', REPLAY_CITY.code, 'signer/record'),
      ...witnesses.map(({ own }) => join(own, 'records', createHash('sha256').update(ORIGIN).digest('hex'))),
    ],
    close: async () => {
      for (const child of running) child.kill('SIGKILL')
      await connection.close()
    },
  }
}

function startWitness(folder: string, options: readonly string[]): ChildProcess {
  return startCommand(['witness', folder, ...options])
}

function startCommand(words: readonly string[], variables: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, 'src/cli.ts', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...variables },
  })
}

/** The signer apart, as `visavis journal sign` starts it. `variables`: what the program needs to reach it. */
export type BenchSigner = {
  readonly variables: Readonly<Record<string, string>>
  readonly start: () => Promise<void>
  readonly kill: () => void
}

/** Not started yet; at its start it serves the journals that are open. */
export function benchSigner(stage: Stage): BenchSigner {
  const port = 19_000 + (process.pid % 1000)
  const password = randomBytes(16).toString('hex')
  let running: ChildProcess | undefined
  const kill = () => void running?.kill('SIGKILL')
  process.on('exit', kill)
  return {
    variables: { VISAVIS_JOURNAL_SIGNER_URL: `http://signer:${password}@127.0.0.1:${port}` },
    kill,
    start: async () => {
      const variables = { VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_SIGNER_PASSWORD: password }
      running = startCommand(['journal', 'sign', '--port', String(port)], variables)
      await untilListening(port)
    },
  }
}

async function untilListening(port: number): Promise<void> {
  for (let waited = 0; waited < 400; waited += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/x/checkpoint`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    if (answered) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('a witness or the signer did not start within 20 seconds')
}

/** The size of the checkpoint that the public reads now; 0 before the first. */
export function publishedSize(publicFolder: string): number {
  try {
    return Number(readFileSync(join(publicFolder, 'checkpoint'), 'utf8').split('\n')[1])
  } catch {
    return 0
  }
}

/** When each size was published, as a reader of the file sees it. `stop` answers them, in order. */
export function watchPublished(publicFolder: string): { readonly stop: () => readonly (readonly [size: number, at: number])[] } {
  const seen: (readonly [number, number])[] = []
  const look = () => {
    const size = publishedSize(publicFolder)
    if (size !== seen.at(-1)?.[0]) seen.push([size, performance.now()])
  }
  const timer = setInterval(look, 5)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return seen
    },
  }
}

/** Until the queue is empty and the public reads all that the database holds; false when that takes more than a minute. */
export async function untilPublished({ services, publicFolder }: BenchJournal): Promise<boolean> {
  for (let waited = 0; waited < 3000; waited += 1) {
    const { rows } = await inCity(services.db, REPLAY_CITY.code, (tx) =>
      sql<{
        waiting: number
        size: number
      }>`select (select count(*) from journal.queue where city = ${REPLAY_CITY.code}) as waiting, (select size from journal.heads where city = ${REPLAY_CITY.code}) as size`.execute(
        tx,
      ),
    )
    const [now] = rows
    if (now?.waiting === 0 && now.size > 0 && publishedSize(publicFolder) === now.size) return true
    await new Promise((done) => setTimeout(done, 20))
  }
  return false
}
