import './foundation/es256.ts'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { activity } from './capabilities/activity/index.ts'
import { city, readCities } from './capabilities/city/index.ts'
import { commitments } from './capabilities/commitments/index.ts'
import { home } from './capabilities/home/index.ts'
import { journal } from './capabilities/journal/index.ts'
import { recourse } from './capabilities/recourse/index.ts'
import { receipts } from './capabilities/receipts/index.ts'
import { rights } from './capabilities/rights/index.ts'
import { search } from './capabilities/search/index.ts'
import { staff } from './capabilities/staff/index.ts'
import { fillDemo } from './demo/fill-demo.ts'
import { startDemoJournal } from './demo/demo-journal.ts'
import { DEMO_CITY, makeDemo, type Demo } from './demo/make-demo.ts'
import type { Capability } from './platform/capability.ts'
import type { Config } from './platform/config/config.ts'
import { announceRunning, findRunning } from './platform/config/running.ts'
import { StartRefused } from './platform/config/stop.ts'
import { connect, type Connection } from './platform/db/database.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { migrate, readMigrations } from './platform/db/migrate.ts'
import { createRolesAndDatabase, refuseSuperuser } from './platform/db/roles.ts'
import { installJobs } from './platform/jobs/install.ts'
import { startJobs } from './platform/jobs/jobs.ts'
import { loadAssets } from './platform/files/assets.ts'
import { openFiles } from './platform/files/files.ts'
import { createMailer } from './platform/mail/mailer.ts'
import { createLog } from './platform/telemetry/log.ts'
import { createMetrics } from './platform/telemetry/metrics.ts'
import type { Services } from './platform/services.ts'
import { createSite, listen } from './site.ts'
import { startJournal } from './start-journal.ts'

/** The capabilities of this installation, in the order in which their schemas depend on one another. */
export const CAPABILITIES: readonly Capability[] = [home, staff, city, receipts, journal, activity, rights, recourse, commitments, search]

const HERE = import.meta.dirname

export const MIGRATIONS = readMigrations([
  { capability: 'platform', folder: join(HERE, 'platform/db/migrations') },
  ...['city', 'journal', 'receipts', 'activity', 'rights', 'commitments', 'search', 'recourse'].map((capability) => ({
    capability,
    folder: join(HERE, 'capabilities', capability, 'migrations'),
  })),
])

export type OpenDatabase = { readonly url: string; readonly stop: () => Promise<void> }

/** The database given by VISAVIS_DATABASE_URL, or our own under the var folder; migrated in both cases. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  prepareFolder(config.varFolder)
  const running = findRunning(config.varFolder)
  if (running !== undefined) return { url: running.databaseUrl, stop: async () => undefined }
  if (config.databaseUrl !== undefined) {
    if (config.mode === 'production') await refuseSuperuser(config.databaseUrl)
    await prepare(config.databaseUrl)
    return { url: config.databaseUrl, stop: async () => undefined }
  }
  const cluster = await startEmbedded(join(config.varFolder, 'postgres'))
  try {
    const url = await createRolesAndDatabase(cluster.adminUrl, 'visavis')
    await prepare(url)
    return { url, stop: cluster.stop }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function prepare(url: string): Promise<void> {
  await migrate(url, MIGRATIONS)
  await installJobs(url)
}

export type OpenServices = { readonly services: Services; readonly connection: Connection }

export function openServices(config: Config, databaseUrl: string, clock: () => Date = () => new Date()): OpenServices {
  const connection = connect(databaseUrl)
  const log = createLog(config.logLevel)
  const files = openFiles(config.varFolder)
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const metrics = createMetrics()
  const mailer = createMailer({ db: connection.db, random, files, smtpUrl: config.smtpUrl, from: config.mailFrom, log })
  const assets = loadAssets(join(HERE, '../build'))
  return {
    services: {
      config,
      db: connection.db,
      clock,
      random,
      mailer,
      files,
      assets,
      log,
      metrics,
      ...offeredBy(CAPABILITIES),
    },
    connection,
  }
}

/** What capabilities offer to one another through their manifests. */
export function offeredBy(capabilities: readonly Capability[]): Pick<Services, 'navigation' | 'indicators' | 'pages'> {
  return {
    navigation: capabilities.flatMap(({ navigation }) => navigation),
    indicators: capabilities.flatMap(({ indicators }) => indicators),
    pages: async (services, city) => (await Promise.all(capabilities.map(({ pages }) => pages(services, city)))).flat(),
  }
}

/** A folder that cannot be written is found out before anything starts. */
function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '.writable'), '')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new StartRefused(
      `The folder ${folder} cannot be written (${why}). Choose another with VISAVIS_VAR, or give this user the right to write there.`,
    )
  }
}

export type Started = { readonly url: string; readonly demo: Demo | undefined; readonly stop: () => Promise<void> }

/** Database, migrations, demonstration, jobs, web server: in this order, and undone in the other. Whoever gets an answer gets a whole program. */
export async function start(config: Config): Promise<Started> {
  const running = findRunning(config.varFolder)
  if (running) throw new StartRefused(`Vis-à-vis already runs on this folder, at ${running.url} (process ${running.pid}). Stop it with Ctrl-C first.`)
  const database = await openDatabase(config)
  const { services, connection } = openServices(config, database.url)
  const undo: (() => Promise<unknown> | void)[] = [database.stop, connection.close]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const demo = config.mode === 'demo' ? await makeDemo(services) : undefined
    const cities = async () => (await readCities(services.db)).map(({ code }) => code)
    const witnesses = demo && (await startDemoJournal(services, DEMO_CITY))
    if (witnesses) undo.push(witnesses.stop)
    const journals = await startJournal({ config, databaseUrl: database.url, witnesses: witnesses?.addresses ?? {} }, services.log)
    undo.push(journals.stop)
    const jobs = await startJobs(services, database.url, { jobs: CAPABILITIES.flatMap((capability) => capability.jobs), cities })
    undo.push(jobs.stop)
    const listening = await listen(createSite(services, CAPABILITIES), config)
    undo.push(listening.close)
    if (demo && config.demoFill) undo.push(fillDemo(services, DEMO_CITY).stop)
    const url = config.baseUrl ?? `http://localhost:${listening.port}`
    // Taken back last: until the database has stopped, this folder is in use.
    undo.unshift(announceRunning(config.varFolder, { pid: process.pid, url: `http://127.0.0.1:${listening.port}`, databaseUrl: database.url }))
    return { url, demo, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
