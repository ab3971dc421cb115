import { Command } from 'commander'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCity, importQuarters, importSections, isInseeCode, readCities } from './capabilities/city/index.ts'
import { createRoot, createUnitKey, printCards, readKeyFile, replay, writeKeyFile } from './capabilities/receipts/index.ts'
import { inviteAccount, inviteAgain } from './capabilities/staff/index.ts'
import { addActivityCommands } from './commands/activity.ts'
import { addDisclosureCommands } from './commands/disclosure.ts'
import { addJournalCommands } from './commands/journal.ts'
import { addRecourseCommands } from './commands/recourse.ts'
import { addReportCommands } from './commands/report.ts'
import { addWitnessCommand } from './commands/witness.ts'
import { cityOf, readText, withDatabase, withServices, type Say } from './commands/workplace.ts'
import { CAPABILITIES, openServices } from './main.ts'
import { readConfig, type Config } from './platform/config/config.ts'
import { findRunning } from './platform/config/running.ts'
import { StartRefused } from './platform/config/stop.ts'
import { apartFile, backup, restore } from './platform/db/backup.ts'
import { createRolesAndDatabase } from './platform/db/roles.ts'
import type { Services } from './platform/services.ts'
import { createSite, listen } from './site.ts'

const DAY = 86_400

/** The `visavis` command. It uses the running program's database, or starts one for its own duration. */
function commands(config: Config): Command {
  const program = new Command('visavis').description('Vis-à-vis: what a city does from a terminal').showHelpAfterError()
  const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
  program
    .command('replay')
    .description('put real stop-and-search CSV files through the whole path')
    .argument('<files...>')
    .option('--mapping <file>', 'how words become checks', join(import.meta.dirname, 'capabilities/receipts/replay/stop-and-search.json'))
    .action((files: string[], options: { mapping: string }) =>
      withSite(config, (services, url) => printReplay(services, { files, mappingFile: options.mapping, url, say })),
    )
  addCityCommands(program, config, say)
  addAccountCommands(program, config, say)
  addJournalCommands(program, config, { say, clock: () => new Date() })
  addActivityCommands(program, config, { say, clock: () => new Date() })
  addDisclosureCommands(program, { say, clock: () => new Date() })
  addRecourseCommands(program, { say, clock: () => new Date() })
  addReportCommands(program, config, { say, clock: () => new Date() })
  addWitnessCommand(program, { say, clock: () => new Date() })
  program
    .command('cards')
    .command('print')
    .description('a PDF of cards: public number outside, secret under the fold')
    .requiredOption('--city <insee>')
    .requiredOption('--unit <number>')
    .requiredOption('--count <number>')
    .option('--out <file>', 'where to write', 'cartes.pdf')
    .action((options: { city: string; unit: string; count: string; out: string }) =>
      withServices(config, (services) => cards(services, options, say)),
    )
  addBackup(program, config, say)
  program
    .command('db')
    .command('roles')
    .description('make the roles, the login and the database; answers VISAVIS_DATABASE_URL')
    .argument('<admin-url>')
    .option('--database <name>', 'its name', 'visavis')
    .action(async (adminUrl: string, options: { database: string }) => say(await createRolesAndDatabase(adminUrl, options.database)))
  return program
}

function addBackup(program: Command, config: Config, say: (text: string) => void): void {
  program
    .command('backup')
    .argument('<file>')
    .action((file: string) =>
      withDatabase(config, async (url) => say(`${await backup(url, config.varFolder, file)} rows written to ${file} and ${apartFile(file)}`)),
    )
  program
    .command('restore')
    .argument('<file>')
    .action((file: string) =>
      withDatabase(config, async (url) => {
        const { rows, apart } = await restore(url, config.varFolder, file)
        say(`${rows} rows restored from ${file}`)
        if (!apart) say(`There was no ${apartFile(file)}: what was filed with a body of recourse cannot be opened by anyone.`)
      }),
    )
}

function addCityCommands(program: Command, config: Config, say: Say): void {
  const city = program.command('city').description('the city: places and keys')
  city
    .command('create')
    .description('the first thing in a new installation: a city, reached under its host name')
    .requiredOption('--code <insee>', 'INSEE code, five signs')
    .requiredOption('--name <name>')
    .requiredOption('--host <name>', 'the host name that people type, without port')
    .requiredOption('--contact <address>', 'shown in the legal notice')
    .requiredOption('--dpo <address>', 'data protection officer, shown beside each form')
    .action((options: NewCityOptions) => withServices(config, (services) => makeCity(services, options, say)))
  city
    .command('import-quarters')
    .argument('<geojson>')
    .requiredOption('--city <insee>')
    .requiredOption('--source <words>', 'source and date, shown beside the map')
    .option('--name <member>', 'the property that holds the name')
    .action((file: string, options: { city: string; source: string; name?: string }) =>
      withServices(config, async ({ db }) =>
        tell(
          say,
          await importQuarters(db, { city: options.city, geojson: readText(file), source: options.source, nameField: options.name }),
          'quarters imported',
        ),
      ),
    )
  city
    .command('import-sections')
    .argument('<csv>')
    .requiredOption('--city <insee>')
    .action((file: string, options: { city: string }) =>
      withServices(config, async ({ db }) => tell(say, await importSections(db, { city: options.city, csv: readText(file) }), 'sections imported')),
    )
  addKeyCommands(city, config, say)
}

function addKeyCommands(city: Command, config: Config, say: Say): void {
  const keys = city.command('keys').description('root and unit keys')
  keys
    .command('init')
    .description('make the city’s root key; keep its file off the server')
    .requiredOption('--city <insee>')
    .requiredOption('--out <file>')
    .action((options: { city: string; out: string }) => withServices(config, (services) => makeRoot(services, options, say)))
  keys
    .command('unit')
    .description('make a unit’s key for one year, signed by the root')
    .requiredOption('--city <insee>')
    .requiredOption('--unit <number>')
    .requiredOption('--root <file>')
    .action((options: { city: string; unit: string; root: string }) => withServices(config, (services) => makeUnitKey(services, options, say)))
}

function addAccountCommands(program: Command, config: Config, say: Say): void {
  program
    .command('account')
    .description('accounts of staff')
    .command('invite')
    .description('opens an account and mails the link that makes its passkey; the link is printed too')
    .requiredOption('--city <insee>')
    .requiredOption('--email <address>')
    .requiredOption('--role <role>', 'admin, supervisor or auditor')
    .option('--unit <number>', 'a supervisor’s own unit', '')
    .action((options: InvitationOptions) => withServices(config, (services) => inviteFromTerminal(services, options, say)))
}

/** Over HTTP, against the running program or one of our own on a free port. */
async function withSite<Value>(config: Config, work: (services: Services, url: string) => Promise<Value>): Promise<Value> {
  const running = findRunning(config.varFolder)
  return withDatabase(config, async (databaseUrl) => {
    const { services, connection } = openServices({ ...config, logLevel: 'warn' }, databaseUrl)
    const own = running ? undefined : await listen(createSite(services, CAPABILITIES), { port: 0, host: '127.0.0.1' })
    try {
      return await work(services, running?.url ?? `http://127.0.0.1:${own?.port}`)
    } finally {
      await own?.close()
      await connection.close()
    }
  })
}

async function printReplay(services: Services, request: Parameters<typeof replay>[1]): Promise<void> {
  const report = await replay(services, request)
  for (const { file, line, reason } of report.refused) request.say(`  ${file}:${line}  ${reason}`)
  const { rows, sent, already, found, verified } = report
  request.say(
    `${rows} rows: ${sent} stored, ${already} known already, ${report.refused.length} refused; ${found} found in the public files, ${verified} verified up to the root.`,
  )
  request.say(report.attribution)
  if (verified !== rows - report.refused.length) throw new StartRefused('Some receipts did not come through: see the figures above.')
}

type NewCityOptions = { code: string; name: string; host: string; contact: string; dpo: string }

async function makeCity(services: Services, { code, name, host, contact, dpo }: NewCityOptions, say: Say): Promise<void> {
  if (!isInseeCode(code)) throw new StartRefused(`${code} is no INSEE code: two digits, 2A or 2B, then three digits. Nothing was changed.`)
  if (!/^[a-z0-9.-]+$/.test(host)) throw new StartRefused(`${host} is no host name: small letters, digits, dots and hyphens. Nothing was changed.`)
  if ((await readCities(services.db)).some((city) => city.code === code))
    throw new StartRefused(`The city ${code} exists already. Nothing was changed.`)
  await createCity(services.db, { code, name, hosts: [host], contact, dataProtectionContact: dpo, demo: false, now: services.clock() })
  say(`${name} (${code}) is served under ${host}. Next: visavis account invite --city ${code} --email … --role admin`)
}

type InvitationOptions = { city: string; email: string; role: string; unit: string }

async function inviteFromTerminal(services: Services, { city, email, role, unit }: InvitationOptions, say: Say): Promise<void> {
  const { code, name, hosts } = await cityOf(services, city)
  const origin = services.config.baseUrl ?? `http://${hosts[0] ?? 'localhost'}:${services.config.port}`
  const by = { city: { code, name }, now: services.clock(), actor: { kind: 'anonymous' }, language: 'fr', origin } as const
  const opened = await inviteAccount(services, by, { email, role, unit })
  const invited = !opened.ok && opened.code === 'email-taken' ? await inviteAgain(services, by, { email }) : opened
  if (!invited.ok) throw new StartRefused(`Nothing was changed: ${INVITATION_PROBLEMS[invited.code]}`)
  say(`An invitation for ${email} waits for the mail server, and is good for seven days. The same link: ${invited.value.url}`)
}

const INVITATION_PROBLEMS = {
  email: 'this is no mail address.',
  role: 'the role is admin, supervisor or auditor; a supervisor needs --unit with the number of an existing unit, the others none.',
  'email-taken': 'this address already has an account.',
  'no-account': 'the account of this address was closed. Use another address.',
} as const

async function makeRoot(services: Services, options: { city: string; out: string }, say: (sentence: string) => void): Promise<void> {
  const { code, number, demo } = await cityOf(services, options.city)
  const key = await createRoot(services, { code, number, demo }, { from: Math.floor(services.clock().getTime() / 1000) })
  writeFileSync(options.out, writeKeyFile(key), { mode: 0o600, flag: 'wx' })
  say(`Root key written to ${options.out}. Move it off this server, and keep two copies.`)
}

async function makeUnitKey(
  services: Services,
  options: { city: string; unit: string; root: string },
  say: (sentence: string) => void,
): Promise<void> {
  const { code, number, demo } = await cityOf(services, options.city)
  const root = readKeyFile(readText(options.root))
  if (root?.purpose !== 'root') throw new StartRefused(`${options.root} holds no root key.`)
  const from = Math.floor(services.clock().getTime() / 1000) - DAY
  tell(say, await createUnitKey(services, { city: { code, number, demo }, unit: Number(options.unit), root, from }), 'unit key made, valid one year')
}

async function cards(
  services: Services,
  options: { city: string; unit: string; count: string; out: string },
  say: (sentence: string) => void,
): Promise<void> {
  const { code, name } = await cityOf(services, options.city)
  const printed = await printCards(services, {
    city: code,
    cityName: name,
    unit: Number(options.unit),
    count: Number(options.count),
    origin: services.config.baseUrl ?? 'http://localhost:3000',
  })
  if (!printed.ok) throw new StartRefused(`No card was made: ${printed.code} ${JSON.stringify(printed.evidence)}`)
  writeFileSync(options.out, printed.value.pdf, { mode: 0o600 })
  say(`${printed.value.cards.length} cards in ${options.out}. Print it, then delete the file: it holds the secrets.`)
}

function tell(
  say: (sentence: string) => void,
  outcome: { ok: true; value: unknown } | { ok: false; code: string; evidence: object },
  words: string,
): void {
  if (!outcome.ok) throw new StartRefused(`Nothing was changed: ${outcome.code} ${JSON.stringify(outcome.evidence)}`)
  say(typeof outcome.value === 'number' ? `${outcome.value} ${words}` : words)
}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartRefused(`The variable ${config.evidence.variable} ${config.evidence.problem}. Nothing was done.`)
  await commands(config.value).parseAsync()
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(error instanceof StartRefused ? `\n  ${error.message}\n\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
