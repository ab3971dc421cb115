import type { Command } from 'commander'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkWitnesses,
  createSigningKey,
  hashTilesOf,
  openPublicLog,
  openSigningKey,
  openWitness,
  serveWitness,
  type HeldView,
} from '../capabilities/journal/index.ts'
import { noteText, parseVerifierKey, writeVerifierKey, type VerifierKey } from '../capabilities/journal/core/index.ts'
import { StartRefused } from '../platform/config/stop.ts'
import { loadPolicy } from './policy.ts'
import { readNumber, untilStopped, type Say, type Terminal } from './workplace.ts'

/** `visavis witness`: what an association runs, with one command and a folder; and the comparison of what all witnesses saw. */
export function addWitnessCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal
  const witness = program.command('witness').description('sign that a journal only ever grows, for others to believe')
  witness
    .command('run', { isDefault: true })
    .description('run a witness; its key is made at the first start')
    .argument('<folder>', 'its key and what it has seen: keep it, and never restore it from a backup')
    .option('--name <name>', 'its name, without spaces, e.g. ldh-amiens.example/temoin; needed at the first start')
    .option('--policy <file-or-address>', 'the policy of a journal to watch, e.g. https://…/journal/policy; its log is remembered')
    .option('--log <vkey>', 'or its key, as the policy’s log line writes it')
    .option('--port <number>', 'where it listens', '8420')
    .option('--host <address>', 'on which of the machine’s addresses', '127.0.0.1')
    .option('--per-second <number>', 'requests a second from one address', '5')
    .option('--behind-proxy', 'believe x-forwarded-for')
    .action((folder: string, options: WitnessOptions) => runWitness(folder, options, terminal))
  witness
    .command('check')
    .description('ask all witnesses what they hold, and compare; of a split view, both notes are printed')
    .argument('<policy>', 'file or address of the policy')
    .option('--journal <place>', 'address or folder of the public files; without it, the address in the policy')
    .action((place: string, options: { journal?: string }) => checkFromTerminal(place, options, say))
}

type WitnessOptions = {
  readonly name?: string
  readonly policy?: string
  readonly log?: string
  readonly port: string
  readonly host: string
  readonly perSecond: string
  readonly behindProxy?: boolean
}

async function runWitness(folder: string, options: WitnessOptions, { say, clock }: Terminal): Promise<void> {
  const key = await keyOf(folder, options.name)
  const logs = await rememberLogs(folder, options)
  if (logs.length === 0) throw new StartRefused('Which journal? Give --policy or --log once; it is remembered.')
  const witness = await openWitness({ folder, logs, clock })
  const [port, perSecond] = [
    readNumber(options.port, { name: '--port', least: 0, most: 65_535 }),
    readNumber(options.perSecond, { name: '--per-second', least: 1, most: 10_000 }),
  ]
  const served = await serveWitness(witness, { host: options.host, port, perSecond, trustProxy: options.behindProxy === true }).catch(
    (error: unknown) => {
      throw new StartRefused(`The witness cannot listen on ${options.host}:${port} (${error instanceof Error ? error.message : 'unknown'}).`)
    },
  )
  say(`The witness ${key.name} listens at ${served.url} and watches ${logs.map(({ name }) => name).join(', ')}.`)
  say('Give this line to the city, with the address under which others reach you at its end:')
  say(`witness ${key.name.split('/')[0]} ${writeVerifierKey(key)} https://…`)
  await untilStopped()
  await served.close()
  await witness.close()
}

async function keyOf(folder: string, name: string | undefined): Promise<VerifierKey> {
  const own = await openSigningKey(folder)
  if (own !== undefined && name !== undefined && own.key.name !== name)
    throw new StartRefused(`This folder is that of ${own.key.name}. A key keeps its name.`)
  if (own !== undefined) return own.key
  if (name === undefined || !/^[^\s+]+$/.test(name))
    throw new StartRefused('At the first start the witness needs a name without spaces, for example --name ldh-amiens.example/temoin')
  return createSigningKey(folder, { kind: 'witness', name, seed: new Uint8Array(randomBytes(32)) })
}

/** The logs that this witness watches, one vkey a line. A log once accepted keeps its key: another key under its name is refused. */
async function rememberLogs(folder: string, { policy, log }: WitnessOptions): Promise<readonly VerifierKey[]> {
  const file = join(folder, 'logs')
  const kept = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
  const given = [...(policy === undefined ? [] : [writeVerifierKey((await loadPolicy(policy)).log)]), ...(log === undefined ? [] : [log])]
  const keys = [...new Set([...kept, ...given])].map((vkey) => {
    const key = parseVerifierKey(vkey)
    if (!key.ok || key.value.kind !== 'log') throw new StartRefused(`${vkey} is no key of a journal.`)
    return key.value
  })
  const twice = keys.find((key, index) => keys.findIndex(({ name }) => name === key.name) !== index)
  if (twice)
    throw new StartRefused(`${twice.name} already has another key here. A journal does not change its key: ask the city what happened, in public.`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, keys.map((key) => `${writeVerifierKey(key)}\n`).join(''))
  return keys
}

async function checkFromTerminal(place: string, options: { readonly journal?: string }, say: Say): Promise<void> {
  const policy = await loadPolicy(place)
  const journal = options.journal ?? policy.logUrl
  if (journal === undefined) throw new StartRefused('The policy names no address of the journal: give --journal.')
  const log = openPublicLog(journal)
  const published = await log.read('checkpoint').catch(() => undefined)
  const { views, conflicts } = await checkWitnesses({
    policy,
    published: published && noteText(published),
    read: hashTilesOf(log),
    urlOf: (name) => policy.witnesses.find((witness) => witness.name === name)?.url,
  })
  for (const view of views) say(wordView(view))
  for (const { kind, one, other } of conflicts) {
    say(
      kind === 'split'
        ? `\nSPLIT VIEW between ${one.who} and ${other.who}: one size, two roots.`
        : `\nNOT SHOWN to be one history: ${one.who} and ${other.who}.`,
    )
    say(`\n--- ${one.who}\n${one.note}\n--- ${other.who}\n${other.note}`)
  }
  if (conflicts.length > 0) throw new StartRefused('Keep both notes: the journal signed both, and they do not belong to one history.')
  const shown = views.filter(({ kind }) => kind === 'view').length
  say(shown < 2 ? 'Nothing to compare: fewer than two views were shown.' : `The ${shown} views that were shown belong to one history.`)
}

function wordView(view: HeldView): string {
  if (view.kind === 'view')
    return `${view.who}: ${view.checkpoint.size} entries${view.time === undefined ? '' : `, signed ${new Date(view.time * 1000).toISOString()}`}`
  const words = {
    unreachable: 'cannot be reached',
    nothing: 'has signed nothing, or does not show it',
    unsigned: 'shows a note that is not signed as the policy says',
  }
  return `${view.who}: ${words[view.kind]}`
}
