import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { audit, openPublicLog } from '../src/capabilities/journal/index.ts'
import { openCheckpoint, parsePolicy } from '../src/capabilities/journal/core/index.ts'
import { toBase64 } from '../src/foundation/base64.ts'
import { REPLAY_CITY } from '../src/capabilities/receipts/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openDatabase } from '../src/main.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { benchSigner, openBenchJournal, publishedSize, untilPublished } from './journal-stage.ts'
import { countJournal, readNoteTree, readPublishedEntries, readRecord, readStored, refuseBlindCounters } from './journal-count.ts'
import { phone } from './phone.ts'
import { countStored, openStage, report, signRealRows, untilReady, type App } from './stage.ts'

/*
 * kill -9 of the program with its sequencer, of the signer in its own process and of PostgreSQL, by turns, while phones send.
 * Each of the three dies at each of five moments: any; the head is signed; a witness has cosigned it; it is published; another has
 * just come back. 50 kills; 15 with --short. At the end everything settles, and is counted from the database, the public files, the
 * records of the signer and of the witnesses, and every checkpoint that was seen in public meanwhile.
 */
const CLIENTS = 12
/** Milliseconds between two receipts of a phone. */
const REST = 10
const KILLS = process.argv.includes('--short') ? 15 : 50
const VICTIMS = ['program', 'signer', 'database'] as const
const MOMENTS = ['any', 'signed', 'cosigned', 'published', 'early'] as const
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const stage = await openStage()
const signer = benchSigner(stage)
try {
  await migrateDatabase()
  const made = await signRealRows(stage, KILLS > 15 ? 90 : 30)
  const log = await openBenchJournal(stage)
  await signer.start()
  let app = await startProgram()
  const checkpoint = join(log.publicFolder, 'checkpoint')
  const watching = watchNotes(checkpoint)
  const acknowledged = new Set<string>()
  let [next, over] = [0, false]
  const phones = Array.from({ length: CLIENTS }, () => phone(() => (over ? undefined : made[next++]), { url: app.url, acknowledged, rest: REST }))

  const kill = {
    program: async () => {
      app.process.kill('SIGKILL')
      app = await startProgram()
    },
    signer: async () => {
      signer.kill()
      await signer.start()
    },
    database: async () => {
      stage.killDatabase()
      await stage.startDatabase()
      await untilReady(app)
    },
  }
  const moment = {
    any: (turn: number) => pause(250 + ((turn * 97) % 300)),
    early: (turn: number) => pause((turn * 7) % 30),
    signed: () => untilChanged(log.records[0] ?? ''),
    cosigned: () => untilChanged(log.records[1] ?? ''),
    published: () => untilChanged(checkpoint),
  }
  for (let turn = 0; turn < KILLS; turn += 1) {
    // It has come back when it publishes again; the next dies in, or after, the publication that follows.
    await untilChanged(checkpoint)
    await moment[MOMENTS[Math.floor(turn / VICTIMS.length) % MOMENTS.length] ?? 'any'](turn)
    await kill[VICTIMS[turn % VICTIMS.length] ?? 'program']()
  }
  await pause(500)
  over = true
  await Promise.all(phones)
  const settled = await untilPublished(log)

  const notes = watching.stop()
  const { stored, headSize, checkpoints } = await readStored(stage.databaseUrl)
  const evidence = {
    acknowledged: made.filter(({ id }) => acknowledged.has(id)).map(({ id, holderHash }) => ({ id, tag: toBase64(holderHash.subarray(0, 8)) })),
    stored,
    headSize,
    published: await readPublishedEntries(log.publicFolder, publishedSize(log.publicFolder)),
    trees: [...log.records.flatMap(readRecord), ...notes.map((note) => readNoteTree('public', note)), ...checkpoints],
  }
  const counts = countJournal(evidence)
  const rows = await countStored(stage.databaseUrl, acknowledged)
  report({
    kills: KILLS,
    gaps: counts.gaps,
    doubled: Math.max(counts.doubled, rows.doubled),
    lost: Math.max(counts.lost, rows.lost),
    forks: counts.forks,
    acknowledged: acknowledged.size,
    entries: headSize,
    trees: evidence.trees.length,
  })
  if (!settled) throw new Error('the journal did not come back: what was acknowledged was not published within a minute')
  refuseBlindCounters(evidence)
  await refuseProblems(log.publicFolder, { policy: log.policy, notes })
  await log.close()
} finally {
  signer.kill()
  await stage.close()
}

/** Without the demonstration: its journal's key would be made after the signer has started. */
function startProgram(): Promise<App> {
  const production = { VISAVIS_MODE: 'production', VISAVIS_BASE_URL: `https://${REPLAY_CITY.host}`, VISAVIS_SMTP_URL: 'smtp://127.0.0.1:9' }
  return stage.startApp({ ...production, ...signer.variables })
}

async function migrateDatabase(): Promise<void> {
  const variables = { VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_DATABASE_URL: stage.databaseUrl }
  await (await openDatabase(expectAccepted(readConfig(variables)))).stop()
}

/** The product's own auditor, with the first checkpoint as the one that someone kept; and each note must have had its quorum. */
async function refuseProblems(folder: string, shown: { readonly policy: string; readonly notes: readonly string[] }): Promise<void> {
  const policy = expectAccepted(parsePolicy(shown.policy))
  for (const note of shown.notes) expectAccepted(await openCheckpoint(policy, note))
  const { problems } = expectAccepted(await audit({ log: openPublicLog(folder), policy, earlier: shown.notes[0] ?? '' }))
  if (problems.length > 0) throw new Error(`the auditor reports ${JSON.stringify(problems)}`)
}

/** Until the file is another; at most ten seconds, for a journal that waits for whoever was killed before. */
async function untilChanged(path: string): Promise<void> {
  const before = stateOf(path)
  for (const end = performance.now() + 10_000; performance.now() < end && stateOf(path) === before;) await pause(1)
}

function stateOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`
}

/** Each note that a reader of the file sees, in order. */
function watchNotes(path: string): { readonly stop: () => readonly string[] } {
  const notes: string[] = []
  const look = () => {
    const note = statSync(path, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(path, 'utf8')
    if (note !== undefined && note !== notes.at(-1)) notes.push(note)
  }
  const timer = setInterval(look, 5)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return notes
    },
  }
}
