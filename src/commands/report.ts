import type { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkFiles, makeDrafts, publishDraft, readDrafts, requestDraft, signDraft, verifyReport } from '../capabilities/activity/index.ts'
import { findPublication, openPublicLog } from '../capabilities/journal/index.ts'
import { fromHex } from '../foundation/bytes.ts'
import { dateAt } from '../foundation/local-date.ts'
import type { Config } from '../platform/config/config.ts'
import { StartRefused } from '../platform/config/stop.ts'
import { loadPolicy } from './policy.ts'
import { cityOf, withServices, type Say, type Terminal } from './workplace.ts'

const LARGEST = 200_000_000

/** `visavis report …`: make, publish and check activity reports. */
export function addReportCommands(program: Command, config: Config, { say }: Terminal): void {
  const report = program.command('report').description('activity reports: make, publish, check')
  report
    .command('draft')
    .description('make a draft: counted, protected, certified; nothing is published')
    .argument('<report>', 'controles-2026-10, controles-2026-t4, controles-2026')
    .requiredOption('--city <insee>')
    .option('--why <reason>', 'of a report that is published already: why it is corrected; its readers are told')
    .action((name: string, { city, why }: { city: string; why?: string }) => draftIt(config, { name, city, why }, say))
  report
    .command('publish')
    .description('sign and publish the latest draft of a report, for ever')
    .argument('<report>')
    .requiredOption('--city <insee>')
    .requiredOption('--signed-by-the-chief', 'the head of the unit answers for these figures')
    .action((name: string, { city }: { city: string }) => publishIt(config, { name, city }, say))
  report
    .command('verify')
    .description('check a release or one of its files (address, folder, file), or, on the server, a report’s numbers against the facts')
    .argument('<place>', 'https://…/donnees/controles-2026-10/v1, or …/v1/quarter.csv; a folder, a file; with --city the name of a report')
    .option('--manifest <file-or-address>', 'of a file that was taken away from its release: the manifest.json of the release')
    .option('--city <insee>', 'recompute from the facts of this server')
    .option('--of-version <number>', 'with --city: a version that was corrected since')
    .option('--policy <file-or-address>', 'whom to believe of the journal; without it, the policy that its site shows')
    .action((place: string, options: VerifyOptions) =>
      options.city === undefined
        ? verifyFiles(place, options, say)
        : recompute(config, { name: place, city: options.city, version: options.ofVersion }, say),
    )
}

type Named = { readonly name: string; readonly city: string }
type VerifyOptions = { readonly city?: string; readonly ofVersion?: string; readonly policy?: string; readonly manifest?: string }

async function draftIt(config: Config, { name, city, why }: Named & { readonly why: string | undefined }, say: Say): Promise<void> {
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const asked = await requestDraft(services, {
      city,
      report: name,
      by: undefined,
      today: dateAt(services.clock()).toString(),
      ...(why !== undefined && { why }),
    })
    if (!asked.ok) throw new StartRefused(`${name}: ${REFUSED[asked.code]}. Nothing was done.`)
    await makeDrafts(services, city)
    const row = (await readDrafts(services.db, city)).find(({ draft }) => draft === asked.value)
    if (row?.content === undefined)
      throw new StartRefused(`No report can be made: ${row?.refusal ?? 'unknown'} ${JSON.stringify(row?.evidence ?? {})}`)
    const { figures, tables, coarsened } = row.content
    say(
      `${tables.length} tables, ${figures.cells} cells, ${figures.withheld} withheld; ${coarsened.length} tables are coarser than planned or left out.`,
    )
    say('Not published: the head of the unit must sign it (in the site, or visavis report publish).')
  })
}

const REFUSED = {
  'report-unknown': 'this names no report',
  'period-not-over': 'this period is not over',
  'why-missing': 'it is published already; say with --why why it is corrected',
} as const

async function publishIt(config: Config, { name, city }: Named, say: Say): Promise<void> {
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const row = (await readDrafts(services.db, city)).find(
      ({ report, content, version }) => report === name && content !== undefined && version === null,
    )
    if (row === undefined) throw new StartRefused(`There is no draft of ${name} to publish. Nothing was done.`)
    if (row.signedAt === null) await signDraft(services, { city, draft: row.draft, by: undefined })
    const published = await publishDraft(services, { city, draft: row.draft, by: undefined })
    if (!published.ok) throw new StartRefused(`${name} was not published: ${published.code}. Make a new draft.`)
    say(`${name}, version ${published.value.version}, is published: /comptes-rendus/${name}`)
  })
}

async function verifyFiles(place: string, { policy, manifest: elsewhere }: VerifyOptions, say: Say): Promise<void> {
  const { base, only } = partsOf(place)
  const manifestAt = elsewhere ?? at(base, 'manifest.json')
  const checked = await checkFiles((name) => readPlace(name === 'manifest.json' ? manifestAt : at(base, name)), only)
  if (!checked.ok) throw new StartRefused(`${place}: ${FLAWS[checked.code]} ${checked.evidence.file ?? ''}`.trim())
  const { report, version, files, manifest } = checked.value
  say(
    `${report}, version ${version}: ${only ?? `${files} files`} ${only === undefined ? 'are' : 'is'} what the manifest says. The manifest is ${manifest}.`,
  )
  if (!isAddress(manifestAt)) return say('Whether the journal has it is checked with the address of the release.')
  const journal = `${new URL(manifestAt).origin}/journal`
  const log = openPublicLog(journal)
  const found = await findPublication(log, await loadPolicy(policy ?? `${journal}/policy`), fromHex(manifest) ?? new Uint8Array())
  if (!found.ok)
    throw new StartRefused(
      found.code === 'not-in-journal'
        ? `The journal ${journal} does not have it (yet).`
        : `The journal ${journal} is not sound: visavis journal audit says why.`,
    )
  say(`The journal has it: entry ${found.value.index} of ${found.value.size}. ${found.value.leaf}`)
}

function isAddress(place: string): boolean {
  return /^https?:\/\//.test(place)
}

/** A release, or one of its files: what ends in a name with an extension. */
function partsOf(place: string): { readonly base: string; readonly only: string | undefined } {
  const file = /^(.*?)\/?([a-z_-]+\.(?:csv|json|parquet|html|pdf))$/.exec(place)
  if (file === null) return { base: place.replace(/\/$/, ''), only: undefined }
  const [, folder = '', name = ''] = file
  return { base: folder === '' ? '.' : folder, only: name === 'manifest.json' ? undefined : name }
}

function at(base: string, name: string): string {
  return isAddress(base) ? `${base}/${name}` : join(base, name)
}

function readPlace(place: string): Promise<Uint8Array | undefined> {
  return isAddress(place) ? download(place) : readFile(place).catch(() => undefined)
}

async function download(address: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined)
  if (answer?.ok !== true || Number(answer.headers.get('content-length') ?? 0) > LARGEST) return undefined
  return new Uint8Array(await answer.arrayBuffer())
}

async function recompute(config: Config, { name, city, version }: Named & { readonly version: string | undefined }, say: Say): Promise<void> {
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const verified = await verifyReport(services, { city, report: name, ...(version !== undefined && { version: Number(version) }) })
    if (!verified.ok) throw new StartRefused(`${name} cannot be recomputed: ${verified.code}.`)
    const { cells, withheld, different } = verified.value
    for (const cell of different) say(`  different today: ${cell}`)
    if (different.length > 0) throw new StartRefused(`${different.length} of ${cells - withheld} published numbers are not those of the facts.`)
    say(`${cells - withheld} published numbers are those of the facts; ${withheld} are withheld.`)
  })
}

const FLAWS = {
  'no-manifest': 'there is no manifest here that can be read',
  'file-missing': 'a file of the manifest is missing:',
  'file-unknown': 'the manifest has no file of this name:',
  'file-altered': 'a file is not what the manifest says:',
} as const
