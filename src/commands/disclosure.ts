import type { Command } from 'commander'
import { parse } from 'csv-parse/sync'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  audit,
  CERTIFICATES,
  checkCertificates,
  findWitnesses,
  MOST_EXACT,
  openLatticeSpace,
  openSolver,
  parseLattice,
  protectLattice,
  PUBLISHED,
  readCertificates,
  readEarlier,
  readPublished,
  readRelease,
  RELEASE,
  tabulateRecords,
  writeCertificates,
  writePublished,
  writeRelease,
  type EarlierRelease,
  type Lattice,
  type LatticeSpace,
  type LinkedTables,
  type Pattern,
  type Tabulated,
} from '../capabilities/activity/index.ts'
import type { Refused, Result } from '../foundation/result.ts'
import { StartRefused } from '../platform/config/stop.ts'
import { readText, type Say, type Terminal } from './workplace.ts'

/** A record's file, unpacked, holds at most this many bytes: what is larger belongs in an import. */
const MOST_BYTES = 500_000_000

/** `visavis disclosure …`: any city's records, on any machine. No database, no network, no city. */
export function addDisclosureCommands(program: Command, { say }: Terminal): void {
  const disclosure = program.command('disclosure').description('tables that nobody can reverse: protect, attack, certify, check')
  const command = (name: string, description: string) =>
    disclosure
      .command(name)
      .description(description)
      .argument('<records...>', 'CSV files, one line a record (or CSV packed with gzip)')
      .requiredOption('--lattice <file>', 'dimensions, their groups, tables, rules, as JSON')
      .requiredOption('--release <folder>', `where ${PUBLISHED} and ${CERTIFICATES} are, or are written`)
  const INSIDER = ['--insider', 'against anyone who is counted, too, and knows their own record'] as const
  const EARLIER = [
    '--earlier <folders...>',
    `releases that were published before, each with its ${RELEASE} and ${PUBLISHED}: they bind this one`,
  ] as const
  command('protect', 'find what must be withheld, certify each sensitive cell, write the release')
    .option(...INSIDER)
    .option(...EARLIER)
    .option('--exact', `the proven fewest withheld cells, for up to ${MOST_EXACT} cells`)
    .action((files: string[], options: Options) => protect(readWork(files, options), say))
  command('audit', `attack ${PUBLISHED} with linear programs: which sensitive cells does it give away?`)
    .option(...EARLIER)
    .action((files: string[], options: Options) => attack(readWork(files, options), say))
  command('certify', `look for whole-number certificates of ${PUBLISHED}, whoever made it, and write them`)
    .option(...INSIDER)
    .option(...EARLIER)
    .action((files: string[], options: Options) => certify(readWork(files, options), say))
  command('check', 'check numbers and certificates by sums alone, without a solver')
    .option(...INSIDER)
    .option(...EARLIER)
    .action((files: string[], options: Options) => check(readWork(files, options), say))
}

type Options = {
  readonly lattice: string
  readonly release: string
  readonly insider?: boolean
  readonly exact?: boolean
  readonly earlier?: readonly string[]
}
type Work = {
  readonly lattice: Lattice
  readonly tabulated: Tabulated
  readonly earlier: readonly EarlierRelease[]
  readonly folder: string
  readonly insider: boolean
  readonly exact: boolean
}

function readWork(files: readonly string[], options: Options): Work {
  const { lattice: file, release, insider = false, exact = false } = options
  const lattice = orStop(parseLattice(readText(file)))
  const tabulated = orStop(tabulateRecords(lattice, files.flatMap(readRecords)))
  const earlier = (options.earlier ?? []).map((folder) =>
    orStop(readEarlier(folder, { release: readText(join(folder, RELEASE)), published: readText(join(folder, PUBLISHED)) })),
  )
  return { lattice, tabulated, earlier, folder: release, insider, exact }
}

/** The tables that the release in the folder has: those it says itself, else those that the lattice asks for; with the earlier ones. */
function spaceOf(work: Work): LatticeSpace {
  const said = join(work.folder, RELEASE)
  const own = existsSync(said) ? orStop(readRelease(readText(said))).tables : work.lattice.tables
  return orStop(openLatticeSpace(work, own))
}

function readRecords(file: string): readonly Readonly<Record<string, string>>[] {
  try {
    const bytes = readFileSync(file)
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain)
    return parse(text, { columns: true, bom: true, max_record_size: 1_000_000 })
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8' : error instanceof Error ? error.message : 'unknown'
    throw new StartRefused(`The records ${file} cannot be read: ${why}. Nothing was written.`)
  }
}

async function protect(work: Work, say: Say): Promise<void> {
  const { tabulated, folder } = work
  const release = orStop(protectLattice(await openSolver(), work))
  const { layout, tables, withheld, secondary, certificates, own, coarsened } = release
  const told = tables.cells.filter(({ places }) => places > 0).length
  writeInto(folder, PUBLISHED, writePublished(tables, withheld))
  writeInto(folder, RELEASE, writeRelease(tabulated.layout.dimensions, own))
  writeInto(folder, CERTIFICATES, writeCertificates(layout, tables, release))
  for (const { table, to } of coarsened)
    say(to === undefined ? `Left out: ${table.join(' × ')}.` : `Coarser: ${table.join(' × ')} is published as ${to.join(' × ')}.`)
  say(`${tabulated.records} records, ${told} cells: ${certificates.length} sensitive and ${secondary} others are withheld.`)
  say(`Each sensitive cell has its certificate in whole numbers. ${PUBLISHED} and ${RELEASE} may be shown to anyone; ${CERTIFICATES} stays with you.`)
}

async function attack(work: Work, say: Say): Promise<void> {
  const { layout, tables } = spaceOf(work)
  const withheld = patternIn(work.folder, tables)
  const findings = audit(await openSolver(), tables, withheld)
  const unsafe = findings.filter(({ safe }) => !safe)
  for (const { cell, low, high } of unsafe) say(`${nameOf(tables, cell)}: an attacker knows that it lies from ${bound(low)} to ${bound(high)}.`)
  if (unsafe.length > 0) throw new StartRefused(`${unsafe.length} of ${findings.length} sensitive cells are given away.`)
  say(`${findings.length} sensitive cells: none is given away by adding and subtracting these ${layout.tables.length} tables.`)
}

async function certify(work: Work, say: Say): Promise<void> {
  const { folder, insider } = work
  const { layout, tables } = spaceOf(work)
  const withheld = patternIn(folder, tables)
  const found = findWitnesses(await openSolver(), { layout, tables, withheld, insider }, 150)
  writeInto(folder, CERTIFICATES, writeCertificates(layout, tables, found))
  say(`${found.certificates.length} sensitive cells are certified.`)
  if (found.failed.length === 0) return
  for (const cell of found.failed) say(`No certificate: ${nameOf(tables, cell)}`)
  throw new StartRefused(`${found.failed.length} sensitive cells have none: this release is not to be published.`)
}

function check(work: Work, say: Say): void {
  const { folder, insider } = work
  const { layout, tables } = spaceOf(work)
  const withheld = patternIn(folder, tables)
  const { witnesses, certificates } = orStop(readCertificates(readText(join(folder, CERTIFICATES)), layout, tables))
  const flaws = checkCertificates({ tables, withheld, witnesses, certificates, insider })
  for (const flaw of flaws.slice(0, 20)) say('cell' in flaw ? `${flaw.kind}: ${nameOf(tables, flaw.cell)}` : `${flaw.kind}: witness ${flaw.witness}`)
  if (flaws.length > 0) throw new StartRefused(`${flaws.length} flaws: this release is not to be published.`)
  const sensitive = tables.cells.filter(({ protection }) => protection).length
  say(`Every number is the true one, and ${sensitive} sensitive cells are withheld and certified.`)
}

function patternIn(folder: string, tables: LinkedTables): Pattern {
  return orStop(readPublished(readText(join(folder, PUBLISHED)), tables))
}

function writeInto(folder: string, name: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), text)
  } catch (error) {
    throw new StartRefused(`${join(folder, name)} cannot be written (${error instanceof Error ? error.message : 'unknown'}).`)
  }
}

function nameOf({ cells }: LinkedTables, cell: number): string {
  return cells[cell]?.labels.join(' × ') ?? 'a cell that is not there'
}

function bound(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function orStop<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new StartRefused(wordRefusal(result))
}

/** Told to the publisher alone: a name here may say that its count is small. */
function wordRefusal({ code, evidence }: Refused): string {
  const words: Readonly<Record<string, string>> = {
    'lattice-unreadable': `The lattice cannot be read: ${evidence.problem}.`,
    'lattice-wrong': `The lattice does not fit the records: ${evidence.problem}.`,
    'no-record': 'The files hold no record.',
    'column-missing': `The records have no column “${evidence.column}”, which the lattice names.`,
    'code-in-two-groups': `“${evidence.code}” of ${evidence.column} lies in “${evidence.one}” and in “${evidence.other}”: a code has one group.`,
    'code-reserved': `“${evidence.code}” is the name of the whole; ${evidence.column} cannot use it.`,
    'too-fine': `${evidence.combinations} combinations are more than the ${evidence.most} that can be held: take fewer dimensions, or coarser ones.`,
    'published-unreadable': `${PUBLISHED} cannot be read: ${evidence.problem}.`,
    'certificates-unreadable': `${CERTIFICATES} cannot be read: ${evidence.problem}.`,
    'cell-missing': `${PUBLISHED} does not have ${evidence.cell}.`,
    'cell-unknown': `${PUBLISHED}, line ${evidence.line}: the lattice has no ${evidence.cell}.`,
    'cell-twice': `${PUBLISHED}, line ${evidence.line}: ${evidence.cell} is there twice.`,
    'not-the-true-count': `${PUBLISHED}, line ${evidence.line}: ${evidence.cell} does not show the true count.`,
    'not-protectable': `These tables cannot be published at this detail. Whatever is withheld, one can compute: ${evidence.cells}. Take coarser groups.`,
    'not-certified': `No certificate was found for: ${evidence.cells}. Nothing was written: take coarser groups.`,
    'release-unreadable': `${RELEASE} cannot be read: ${evidence.problem}.`,
    'earlier-code-gone': `The earlier release ${evidence.release} tells of “${evidence.code}” of ${evidence.column}, which these records do not have: take the records that it was made of, and those that came since.`,
    'earlier-whole-unnamed': `The earlier release ${evidence.release} tells of ${evidence.codes} of ${evidence.column} together, for which the lattice has no group: add a level that has it.`,
    'earlier-cell-unknown': `The earlier release ${evidence.release} has ${evidence.cell}, which this lattice cannot tell: its groups are others now.`,
    'earlier-count-differs': `The earlier release ${evidence.release} published another count of ${evidence.cell} than these records give. A correction is made against both editions of the records, which this command does not have: the platform's reports do that.`,
    'too-much-withheld': `${evidence.count} of ${evidence.cells} cells would be ${evidence.kind}, whatever is made coarser.`,
    'nothing-publishable': 'No table can be published: every number would be withheld.',
    'too-large-for-exact': `${evidence.cells} cells are more than the ${evidence.most} of the exact mode. Leave --exact out.`,
    'optimum-not-found': `No pattern is proven to be the lightest within the search; none has fewer than ${evidence.bound} other cells withheld. Leave --exact out.`,
    'certificate-flawed': `The checker refuses ${evidence.flaws} certificates. Nothing was written.`,
  }
  return words[code] ?? `Refused: ${code}.`
}
