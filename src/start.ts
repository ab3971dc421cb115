import { join } from 'node:path'
import { DEMO_WORDS } from './demo/demo-recourse.ts'
import { readConfig } from './platform/config/config.ts'
import { StartRefused } from './platform/config/stop.ts'
import { start } from './main.ts'

/** `npm start`: serves until Ctrl-C. What goes wrong before is told in one sentence. */
async function run(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartRefused(`The variable ${config.evidence.variable} ${config.evidence.problem}. Nothing was started.`)
  const started = await start(config.value)
  const { demo } = started
  const lines = [
    '',
    `  Vis-à-vis — ${started.url}`,
    ...(demo
      ? [
          '',
          '  Demonstration: everything in it is invented.',
          ...demo.accounts.map(({ role, email }) => `    ${role.padEnd(11)} ${email}  (${started.url}/connexion, no password)`),
          `    officer     ${started.url}/agent  (enrolment code ${demo.enrolmentCode}, card number 1001)`,
          `    recourse    ${started.url}/recours/organe-de-recours/membres  (12 words of each member: ${join(config.value.varFolder, DEMO_WORDS)})`,
        ]
      : []),
    '',
    `  Ctrl-C stops everything; the data stays under ${config.value.varFolder}/.`,
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    started.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

run().catch((error: unknown) => {
  if (error instanceof StartRefused) process.stderr.write(`\n  ${error.message}\n\n`)
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
