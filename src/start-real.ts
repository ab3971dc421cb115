import { makeRealReport } from './demo/real-report.ts'
import { CAPABILITIES, openDatabase, openServices } from './main.ts'
import { readConfig } from './platform/config/config.ts'
import { StartRefused } from './platform/config/stop.ts'
import { createSite, listen } from './site.ts'

/** `npm run demo:real [-- FORCE YEAR]`: a complete public report from real files of another country, in a folder of its own; then served. */
async function run(): Promise<void> {
  const [force = 'cleveland', year = '2019'] = process.argv.slice(2)
  const config = readConfig({ ...process.env, VISAVIS_VAR: process.env.VISAVIS_VAR ?? `var/real-${force}-${year}`, VISAVIS_LOG_LEVEL: 'warn' })
  if (!config.ok) throw new StartRefused(`The variable ${config.evidence.variable} ${config.evidence.problem}. Nothing was started.`)
  const say = (sentence: string) => void process.stdout.write(`  ${sentence}\n`)
  const database = await openDatabase(config.value)
  const { services, connection } = openServices(config.value, database.url)
  try {
    const report = await makeRealReport(services, { force, year, say })
    const listening = await listen(createSite(services, CAPABILITIES), config.value)
    say(`\n  http://localhost:${listening.port}/comptes-rendus/${report}\n\n  Ctrl-C stops it; the data stays under ${config.value.varFolder}/.`)
    await new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, done)
    })
    await listening.close()
  } finally {
    await connection.close()
    await database.stop()
  }
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(error instanceof StartRefused ? `\n  ${error.message}\n\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
