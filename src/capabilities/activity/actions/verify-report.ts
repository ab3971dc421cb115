import { resolve } from 'node:path'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import { LEVELS, type ReportDimension } from '../core/report-lattice.ts'
import type { PublishedCell, PublishedReport } from '../core/published-report.ts'
import type { JoinedPlaces } from '../core/small-places.ts'
import { quarterOf } from '../core/report.ts'
import { withDuck } from '../facts/duck.ts'
import { factFile, factsFolder } from '../facts/fact-file.ts'
import { certificatesFile } from './make-drafts.ts'
import { readFactMonths } from '../queries/fact-months.ts'
import { readPublications } from '../queries/publications.ts'
import { readKeptFacts } from '../reports/kept-facts.ts'
import { joinPlaces } from '../reports/join-places.ts'
import { countFacts } from '../reports/count-facts.ts'
import type { FactCounts } from '../reports/release-space.ts'

export type Verifying = { readonly city: string; readonly report: string; /** Without it, the latest. */ readonly version?: number }
export type Verified = { readonly cells: number; readonly withheld: number; readonly different: readonly string[] }

/**
 * On the server that has the facts: every published number of a report, summed anew from the extracts, without the code that made it.
 * `different`: the cells whose number is another today. A version that was corrected since is summed from the facts kept with it.
 */
export async function verifyReport(services: Services, { city, report, version }: Verifying): Promise<Result<Verified>> {
  const [versions, months] = await Promise.all([
    readPublications(services.db, city).then((rows) => rows.filter((one) => one.report === report)),
    readFactMonths(services.db, city),
  ])
  const row = versions.find((one) => version === undefined || one.version === version)
  if (row === undefined) return refuse('report-unknown', { report })
  const { content } = row
  const files = months
    .filter(({ month }) => content.period.months.includes(month))
    .map((one) => resolve(services.config.varFolder, factFile(city, one.month, one.import)))
  const folder = resolve(services.config.varFolder, factsFolder(city))
  const facts =
    row === versions[0]
      ? await withDuck({ folders: [folder] }, (duck) => countFacts(duck, { act: content.act, files, months: content.period.months }))
      : await readKeptFacts(resolve(services.config.varFolder, certificatesFile(city, row.draft)))
  if (!facts.ok) return facts
  const joined = joinPlaces(facts.value, joinedIn(content))
  const cells = content.tables.flatMap((table) => table.cells.map((cell) => ({ table: table.id, cell })))
  const different = cells.filter(({ cell }) => cell.count !== null && cell.count !== sumOf(joined, cell))
  return accept({
    cells: cells.length,
    withheld: cells.filter(({ cell }) => cell.count === null).length,
    different: different.map(({ table, cell }) => nameOf(content, table, cell)),
  })
}

function joinedIn({ joined = [] }: PublishedReport): JoinedPlaces {
  return Object.fromEntries(joined.map(({ code, places }) => [code, places.map((place) => place.code)]))
}

function sumOf({ dimensions, combinations, groups }: FactCounts, { labels }: PublishedCell): number {
  const asked = Object.entries(labels)
  return combinations.filter(({ codes }) => asked.every(([name, label]) => isUnder(name, codes[dimensions.findIndex((one) => one === name)] ?? '', { label, groups }))).reduce((sum, { count }) => sum + count, 0) // prettier-ignore
}

/** The code itself, or a group above it. */
function isUnder(name: string, code: string, { label, groups }: { readonly label: string; readonly groups: FactCounts['groups'] }): boolean {
  if (code === label) return true
  if (name === 'month') return quarterOf(code) === label || code.slice(0, 4) === label
  const levels: readonly string[] = LEVELS[name as ReportDimension] // parsing: the labels of a published cell are named by dimensions
  return levels.some((level) => groups[level]?.[code] === label)
}

function nameOf(content: PublishedReport, table: string, { labels }: PublishedCell): string {
  return `${content.name} ${table}: ${Object.values(labels).join(' × ')}`
}
