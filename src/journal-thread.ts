import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { readCities } from './capabilities/city/index.ts'
import { runJournal } from './capabilities/journal/index.ts'
import { StartRefused } from './platform/config/stop.ts'
import { connect } from './platform/db/database.ts'
import { createLog } from './platform/telemetry/log.ts'
import type { FromJournal, JournalData, ToJournal } from './start-journal.ts'

/** The thread in which journals are sequenced, signed and published: whoever hands in a receipt does not wait for it. */
const CONNECTIONS = 3
const { config, databaseUrl, witnesses }: JournalData = workerData
const { db, close } = connect(databaseUrl, CONNECTIONS)
const services = {
  config,
  db,
  clock: () => new Date(),
  random: (length: number) => new Uint8Array(randomBytes(length)),
  log: createLog(config.logLevel),
}
const tell = (message: FromJournal) => parentPort?.postMessage(message)

runJournal(services, { databaseUrl, cities: async () => (await readCities(db)).map(({ code }) => code), addresses: (name) => witnesses[name] }).then(
  (running) => {
    tell({ kind: 'running' })
    parentPort?.on('message', (message: ToJournal) => {
      if (message === 'stop')
        void running
          .stop()
          .then(close)
          .then(() => process.exit(0))
    })
  },
  (error: unknown) => {
    if (!(error instanceof StartRefused)) throw error
    tell({ kind: 'refused', sentence: error.message })
  },
)
