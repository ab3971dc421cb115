import type { Command } from 'commander'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  audit,
  initJournal,
  monitorOnce,
  openPublicLog,
  openSigner,
  recoverJournal,
  serveSigner,
  writePolicy,
  type Alert,
} from '../capabilities/journal/index.ts'
import type { Policy } from '../capabilities/journal/core/index.ts'
import { watchCertificates } from '../capabilities/receipts/index.ts'
import type { Config } from '../platform/config/config.ts'
import { StartRefused } from '../platform/config/stop.ts'
import type { Services } from '../platform/services.ts'
import { sendNow } from '../platform/mail/mailer.ts'
import { wordAlert, wordProblem } from './journal-words.ts'
import { loadPolicy } from './policy.ts'
import { cityOf, readNumber, readText, untilStopped, withServices, type Say, type Terminal } from './workplace.ts'

/** `visavis journal …`: what the city does to its journal, and what anyone does to check it. */
export function addJournalCommands(program: Command, config: Config, terminal: Terminal): void {
  const { say } = terminal
  const journal = program.command('journal').description('the public journal: open it, check it, watch it')
  addKeepingCommands(journal, config, terminal)
  journal
    .command('audit')
    .description('re-read a whole journal from its public files and the policy, and nothing else')
    .argument('<place>', 'address (https://…/journal) or folder of the public files')
    .option('--policy <file-or-address>', 'whom to believe; without it, the policy that the place itself shows')
    .option('--since <file>', 'a checkpoint that you kept: nothing of it may have changed')
    .action((place: string, options: { policy?: string; since?: string }) => auditFromTerminal(place, options, say))
  journal
    .command('monitor')
    .description('follow a journal without end: tells what shrinks, forks, stops, and certificates that nobody expected')
    .argument('<address>', 'https://…/journal')
    .requiredOption('--state <folder>', 'what was seen so far')
    .option('--policy <file-or-address>', 'whom to believe; without it, the policy that the address shows at the first round, kept in the folder')
    .option('--site <address>', 'where the city shows its certificates; without it, the address above without its last part')
    .option('--root <id>', 'the city’s root certificate, 16 hexadecimal digits, as its keeper printed it')
    .option('--webhook <address>', 'each alert is posted there as JSON')
    .option('--mail <address>', 'each alert is mailed there, through VISAVIS_SMTP_URL')
    .option('--every <seconds>', 'time between rounds', '60')
    .option('--once', 'one round; the exit code says whether something is wrong')
    .action((address: string, options: MonitorOptions) => monitorFromTerminal(config, { address, options, ...terminal }))
}

function addKeepingCommands(journal: Command, config: Config, terminal: Terminal): void {
  const { say } = terminal
  journal
    .command('init')
    .description('make the journal’s key and its policy; once for each city')
    .requiredOption('--city <insee>')
    .option('--origin <name>', 'its name for ever: the address without https://')
    .option('--witnesses <file>', 'lines of a policy: witness, group, quorum; without it, no witness is needed (and nothing is witnessed)')
    .action((options: { city: string; origin?: string; witnesses?: string }) => withServices(config, (services) => init(services, options, say)))
  journal
    .command('policy')
    .description('replace the policy: other witnesses, another quorum; its hash enters the journal')
    .argument('<file>')
    .requiredOption('--city <insee>')
    .action((file: string, { city }: { city: string }) =>
      withServices(config, async (services) => {
        const { code } = await cityOf(services, city)
        const written = await writePolicy(services, code, readText(file))
        if (!written.ok) throw new StartRefused(`${file}: ${JSON.stringify(written.evidence)}. Nothing was changed.`)
        say('The policy is replaced. Restart the program, so that it publishes under it.')
      }),
    )
  journal
    .command('sign')
    .description('the signer in a process of its own: it sees no database, and signs only what continues its record')
    .requiredOption('--port <number>')
    .option('--host <address>', 'where it listens', '127.0.0.1')
    .action((options: { port: string; host: string }) => signFromTerminal(config, { ...options, ...terminal }))
  journal
    .command('recover')
    .description('after an older backup was restored: put the missing entries back from the published files')
    .requiredOption('--city <insee>')
    .action(({ city }: { city: string }) =>
      withServices(config, async (services) => {
        const recovered = await recoverJournal(services, (await cityOf(services, city)).code)
        if (!recovered.ok) throw new StartRefused(`Nothing was changed: ${recovered.code} ${JSON.stringify(recovered.evidence)}`)
        say(`${recovered.value.added} entries are back; the journal has ${recovered.value.size}.`)
      }),
    )
}

type InitOptions = { readonly city: string; readonly origin?: string; readonly witnesses?: string }

async function init(services: Services, { city, origin, witnesses }: InitOptions, say: Say): Promise<void> {
  const { code, hosts } = await cityOf(services, city)
  const name = origin ?? `${hosts[0] ?? 'localhost'}/journal`
  const lines = witnesses === undefined ? 'quorum none' : readText(witnesses)
  const made = await initJournal(services, { city: code, origin: name, witnesses: lines, url: `https://${hosts[0] ?? name.split('/')[0]}/journal` })
  if (!made.ok) throw new StartRefused(`Nothing was made: ${made.code} ${JSON.stringify(made.evidence)}`)
  say(
    `The journal ${name} is open. Its key and the signer’s record are under ${join(services.config.varFolder, 'journal', code, 'signer')}: never restore that folder from a backup.`,
  )
  say('Its policy, to be given to witnesses and to whoever checks:')
  say(made.value.policy)
}

async function signFromTerminal(
  config: Config,
  { port, host, say, clock }: Terminal & { readonly port: string; readonly host: string },
): Promise<void> {
  const password = config.signerPassword
  if (password === undefined) throw new StartRefused('Give the signer a password of 16 signs at least, in VISAVIS_SIGNER_PASSWORD.')
  const root = join(config.varFolder, 'journal')
  const cities = existsSync(root) ? readdirSync(root) : []
  const opened = await Promise.all(cities.map(async (city) => [city, await openSigner(join(root, city, 'signer'), clock)] as const))
  const signers = new Map(opened.flatMap(([city, signer]) => (signer === undefined ? [] : [[city, signer] as const])))
  if (signers.size === 0) throw new StartRefused(`No signing key under ${root}: make one with visavis journal init.`)
  const served = await serveSigner({ host, port: readNumber(port, { name: '--port', least: 0, most: 65_535 }), password, signers })
  say(`The signer of ${[...signers.keys()].join(', ')} listens on ${host}:${served.port}.`)
  await untilStopped()
  served.close()
}

async function auditFromTerminal(place: string, options: { readonly policy?: string; readonly since?: string }, say: Say): Promise<void> {
  const log = openPublicLog(place)
  const policy = await loadPolicy(options.policy ?? `${place.replace(/\/$/, '')}/policy`)
  let told = 0
  const progress = (entries: number, size: number) => {
    if (entries - told < 100_000) return
    told = entries
    process.stderr.write(`  ${entries} of ${size} entries read\n`)
  }
  const earlier = options.since === undefined ? {} : { earlier: readText(options.since) }
  const audited = await audit({ log, policy, progress, ...earlier })
  if (!audited.ok) throw new StartRefused(`The journal cannot be believed: ${audited.code} ${JSON.stringify(audited.evidence)}`)
  const { checkpoint, witnesses, types, days, problems } = audited.value
  say(`${checkpoint.origin}: ${checkpoint.size} entries${days ? `, days ${days[0]} to ${days[1]}` : ''}`)
  say(`  root ${Buffer.from(checkpoint.root).toString('base64')}`)
  for (const { name, time } of witnesses) say(`  cosigned by ${name} at ${new Date(time * 1000).toISOString()}`)
  if (witnesses.length === 0) say('  cosigned by nobody: the city alone vouches for this checkpoint')
  for (const [type, count] of types) say(`  ${type}: ${count}`)
  for (const problem of problems) say(`  PROBLEM ${wordProblem(problem)}`)
  if (problems.length > 0)
    throw new StartRefused('The public files do not fit the checkpoint that was signed. Keep a copy of them, and of this output.')
  say(
    options.since === undefined
      ? 'Every entry fits the signed checkpoint.'
      : 'Every entry fits the signed checkpoint, and nothing of the earlier one was changed or removed.',
  )
}

type MonitorOptions = {
  readonly state: string
  readonly policy?: string
  readonly site?: string
  readonly root?: string
  readonly webhook?: string
  readonly mail?: string
  readonly every: string
  readonly once?: boolean
}

type MonitorRequest = Terminal & { readonly address: string; readonly options: MonitorOptions }

async function monitorFromTerminal(config: Config, { address, options, say, clock }: MonitorRequest): Promise<void> {
  if (options.mail !== undefined && config.smtpUrl === undefined) throw new StartRefused('--mail needs VISAVIS_SMTP_URL.')
  const every = readNumber(options.every, { name: '--every', least: 5, most: 86_400 })
  const policy = await keptPolicy(address, options)
  const site = options.site ?? address.replace(/\/[^/]*\/?$/, '')
  const certificates = watchCertificates({ site, root: options.root, clock })
  const deliver = (alert: Alert) => deliverEverywhere(config, { alert, options, policy, say })
  const monitor = { log: openPublicLog(address), policy, folder: options.state, clock, certificates, deliver }
  const stopped = new AbortController()
  void untilStopped().then(() => stopped.abort())
  say(`Following ${policy.log.name} at ${address}, every ${every} s.`)
  do {
    const wrong = await monitorOnce(monitor)
    if (options.once === true && wrong.length > 0)
      throw new StartRefused(`${wrong.length} thing(s) wrong: ${wrong.map(({ code }) => code).join(', ')}`)
    if (options.once !== true) await pause(every * 1000, undefined, { signal: stopped.signal }).catch(() => undefined)
  } while (options.once !== true && !stopped.signal.aborted)
}

/** The first policy that was seen counts until the person says otherwise: the log cannot choose its own judges later. */
async function keptPolicy(address: string, { state, policy }: MonitorOptions): Promise<Policy> {
  const kept = join(state, 'policy')
  if (policy !== undefined) return loadPolicy(policy)
  if (existsSync(kept)) return loadPolicy(kept)
  const log = openPublicLog(address)
  const text = await log.read('policy')
  if (text === undefined) throw new StartRefused(`${address} shows no policy.`)
  const first = await loadPolicy(`${address.replace(/\/$/, '')}/policy`)
  mkdirSync(state, { recursive: true })
  writeFileSync(kept, text)
  return first
}

type Delivery = { readonly alert: Alert; readonly options: MonitorOptions; readonly policy: Policy; readonly say: Say }

async function deliverEverywhere(config: Config, { alert, options, policy, say }: Delivery): Promise<void> {
  const words = wordAlert(alert, policy.log.name)
  say(`${alert.at} ${words}`)
  if (options.webhook !== undefined) {
    const body = JSON.stringify({ log: policy.log.name, ...alert, text: words })
    const answer = await fetch(options.webhook, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`)
  }
  if (options.mail !== undefined && config.smtpUrl !== undefined)
    await sendNow(
      { smtpUrl: config.smtpUrl, from: config.mailFrom },
      { to: options.mail, subject: `Journal ${policy.log.name}: ${alert.code}`, body: `${words}\n\n${JSON.stringify(alert, null, 2)}\n` },
    )
}
