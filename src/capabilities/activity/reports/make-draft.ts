import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { labelOf, labelsOf } from '../core/labels.ts'
import type { Mapping } from '../core/mapping.ts'
import type { Member, PublishedReport } from '../core/published-report.ts'
import { recordingChanges, type RecordingChange } from '../core/recording-changes.ts'
import { DRAWINGS, plansOf } from '../core/report-definition.ts'
import { dimensionOf, LEVELS } from '../core/report-lattice.ts'
import { reportName } from '../core/report.ts'
import { joinSmallPlaces, type JoinedPlaces, type Place } from '../core/small-places.ts'
import { openSolver } from '../disclosure/index.ts'
import { withDuck } from '../facts/duck.ts'
import { countCrews, countFacts, PERIODS } from './count-facts.ts'
import { FEWEST_ACTS, protectReport, type ProtectedReport } from './protect-report.ts'
import type { Draft, DraftRequest } from './draft-request.ts'
import type { KnownRelease } from './open-report-space.ts'
import { joinCrews, joinPlaces } from './join-places.ts'
import { linkedReleases } from './linked-releases.ts'
import { readKeptFacts, writeKept } from './kept-facts.ts'
import { layoutOf, NOT_RECORDED, type FactCounts } from './release-space.ts'

/** From facts to a report that may be shown: counted, protected, certified, worded. Nothing is written. */
export async function makeDraft(request: DraftRequest): Promise<Result<Draft>> {
  const { act, files, period, varFolder, city } = request
  const folder = resolve(varFolder, `activity/${city.code}/facts`)
  const scope = { act, files: files.map(({ path }) => resolve(varFolder, path)), months: [...new Set(files.map(({ month }) => month))] }
  const read = await withDuck({ folders: [folder] }, async (duck) => {
    const counted = await countFacts(duck, scope)
    return { counted, crews: counted.ok ? await countCrews(duck, scope, counted.value.dimensions) : [] }
  })
  const { counted } = read
  if (!counted.ok) return counted
  const arePublic = request.mappings.length > 0 && request.mappings.every(({ placesArePublic }) => placesArePublic === true)
  const joined = arePublic ? {} : joinSmallPlaces(placesOf(counted.value, request.residents))
  const facts = joinPlaces(counted.value, joined)
  const plans = plansOf(period, request.definition)
  const known: KnownRelease[] = []
  for (const release of linkedReleases(period, request.earlier)) {
    const kept = await readKeptFacts(resolve(varFolder, release.kept))
    if (!kept.ok) return refuse(kept.code, { report: release.name })
    known.push({ ...release, facts: kept.value })
  }
  const crews = joinCrews(read.crews, facts.dimensions, joined)
  const made = protectReport(await openSolver(), { facts, period, plans, earlier: known, crews })
  if (!made.ok) return made
  const kept = writeKept({ salt: request.salt, facts, made: made.value })
  const content = writeContent(request, { facts, joined, made: made.value, certificates: toHex(sha256(new TextEncoder().encode(kept))) })
  return isUnchanged(request, { known, facts, content }) ? refuse('nothing-changed') : accept({ content, kept })
}

type Unchanged = { readonly known: readonly KnownRelease[]; readonly facts: FactCounts; readonly content: PublishedReport }

/** The version before has the same facts, the same sources, and the same words for what both show. */
function isUnchanged({ before }: DraftRequest, { known, facts, content }: Unchanged): boolean {
  if (before === undefined) return false
  const last = known.find(({ name }) => name === `${before.name} v${before.version}`)
  const words = new Map(before.dimensions.flatMap(({ name, members }) => members.map(({ code, label }) => [`${name} ${code}`, label])))
  const isKept = (name: string, { code, label }: Member) => isDeepStrictEqual(words.get(`${name} ${code}`) ?? label, label)
  const haveSameWords = content.dimensions.every(({ name, members }) => members.every((one) => isKept(name, one)))
  const isToldAlike = [before.opening, before.closing, before.drawings].every((told, at) => isDeepStrictEqual(told, [content.opening, content.closing, content.drawings][at])) // prettier-ignore
  return isToldAlike && isDeepStrictEqual(last?.facts, facts) && isDeepStrictEqual(before.sources, content.sources) && haveSameWords
}

/** The places that facts name, with the residents that the city gives them. */
function placesOf({ groups: { sector = {} } }: FactCounts, residents: ReadonlyMap<string, number>): readonly Place[] {
  return Object.entries(sector).map(([code, own]) => ({ code, residents: residents.get(code), sector: own }))
}

type Made = { readonly facts: FactCounts; readonly joined: JoinedPlaces; readonly made: ProtectedReport; readonly certificates: string }

function writeContent(request: DraftRequest, { facts, joined, made, certificates }: Made): PublishedReport {
  const { city, act, period, version, mappings } = request
  const { opening, closing, drawings } = request.definition
  const monthAt = facts.dimensions.indexOf('month')
  const present = new Set(facts.combinations.map(({ codes }) => codes[monthAt]))
  const changes = changesIn(facts, made, request)
  return {
    format: 1,
    city: { code: city.code, name: city.name },
    name: reportName(act, period),
    version,
    act,
    period: { kind: period.kind, name: period.name, months: [...period.months] },
    made: request.made,
    ...(request.why !== undefined && { why: request.why }),
    demo: city.demo,
    sources: sourcesOf(mappings),
    gaps: period.months.filter((month) => !present.has(month)),
    ...(changes.length > 0 && { changes: [...changes] }),
    ...(request.declared !== undefined && { declared: request.declared }),
    threshold: FEWEST_ACTS,
    figures: { cells: made.figures.cells, withheld: made.figures.withheld },
    dimensions: membersOf(facts, made, request),
    tables: made.tables.map(({ id, names, cells }) => ({
      id,
      names: [...names],
      cells: cells.map(({ labels, value, withheld }) => ({ labels: { ...labels }, count: withheld ? null : value })),
    })),
    coarsened: made.coarsened.map(({ id, to }) => ({ id, ...(to && { to: [...to] }) })),
    ...(Object.keys(joined).length > 0 && { joined: wordJoined(joined, mappings) }),
    certificates,
    ...(opening && { opening }),
    ...(closing && { closing }),
    ...(drawings.length < DRAWINGS.length && { drawings: [...drawings] }),
  }
}

function changesIn(
  { dimensions, combinations }: FactCounts,
  { tables }: ProtectedReport,
  { period, files }: DraftRequest,
): readonly RecordingChange[] {
  const monthAt = dimensions.indexOf('month')
  const months = period.months.flatMap((month) => {
    const own = combinations.filter(({ codes }) => codes[monthAt] === month)
    if (own.length === 0) return []
    const recorded = new Set(dimensions.filter((_, at) => own.some(({ codes }) => codes[at] !== NOT_RECORDED)))
    return [{ month, sources: [...new Set(files.filter((file) => file.month === month).map(({ source }) => source))], recorded }]
  })
  return recordingChanges(months, [...new Set(tables.flatMap(({ names }) => names.map(dimensionOf)))])
}

function wordJoined(joined: JoinedPlaces, mappings: readonly Mapping[]): NonNullable<PublishedReport['joined']> {
  const book = labelsOf(mappings)
  const word = (code: string) => ({ code, label: labelOf(book, { level: 'quarter', code }, mappings) })
  return Object.entries(joined).map(([code, places]) => ({ code, places: places.map(word) }))
}

function sourcesOf(mappings: readonly Mapping[]): PublishedReport['sources'] {
  const known = new Map(mappings.map(({ source, attribution }) => [source, { source, ...(attribution !== undefined && { attribution }) }]))
  return [...known.values()]
}

/** Codes and groups that the tables show, each with its word. */
function membersOf(facts: FactCounts, made: ProtectedReport, { mappings, period }: DraftRequest): PublishedReport['dimensions'] {
  const book = labelsOf(mappings)
  const present = facts.combinations.map(({ codes }) => codes[facts.dimensions.indexOf('month')] ?? '')
  const months = period.months.filter((month) => present.includes(month))
  const layout = layoutOf(
    facts,
    made.tables.map(({ names, at }) => ({ names, ...(at !== undefined && { at }) })),
    months,
  )
  const shown = new Set(
    made.tables.flatMap(({ cells }) => cells.flatMap(({ labels }) => Object.entries(labels).map(([name, label]) => `${name} ${label}`))),
  )
  return layout.dimensions.map(({ name, codes, levels }) => {
    const all = [{ name, groups: codes.map((code) => ({ label: code, codes: [code] })) }, ...levels]
    const members = all.flatMap(({ name: level, groups }, depth): readonly Member[] =>
      groups
        .filter(({ label }) => shown.has(`${name} ${label}`))
        .map(({ label, codes: own }) => {
          const parent = all[depth + 1]?.groups.find((group) => own.every((code) => group.codes.includes(code)))?.label
          return { code: label, level, label: labelOf(book, { level, code: label }, mappings), ...(parent !== undefined && { parent }) }
        }),
    )
    // A group of one code is that code.
    const finest = new Set(codes)
    return { name, members: inOrder(members.filter(({ code, level }) => level === name || !finest.has(code))) }
  })
}

/** Times as they come, words by the alphabet, what was not recorded last. */
function inOrder(members: readonly Member[]): Member[] {
  const rank = ({ code, level }: Member) => (code === NOT_RECORDED ? 2 : 1) + (ORDER.indexOf(code) + 1) / 100 + (isGroup(level) ? 10 : 0)
  const depth = (member: Member) => Math.floor(rank(member) / 10)
  return [...members].sort((left, right) => depth(left) - depth(right) || rank(left) - rank(right) || compareWords(left, right))
}

function compareWords(left: Member, right: Member): number {
  return /^\d{4}/.test(left.code) ? left.code.localeCompare(right.code) : left.label.fr.localeCompare(right.label.fr, 'fr')
}

const ORDER: readonly string[] = [...PERIODS, 'light', 'dark', 'under_18', 'minor', '18_24', '18-24', '25_34', '25-34', '35_over', '35+']

function isGroup(level: string): boolean {
  return Object.values(LEVELS).some((levels) => levels.some((one) => one === level))
}
