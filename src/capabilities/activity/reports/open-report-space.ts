import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Period } from '../core/report.ts'
import type { EarlierRelease, ToldTable } from '../core/told.ts'
import { tabulateSparse, TOTAL, withOneOutcomeRule, withSmallCounts, type LinkedTables, type SparseTables } from '../disclosure/index.ts'
import { joinEditions } from './join-editions.ts'
import { CellNames, IN, layoutOf, OUT, type FactCounts, type SpaceTable } from './release-space.ts'

/** A row may tell one single outcome of so many. */
const FEWEST_OF_ONE_OUTCOME = 20

/** An earlier release with the facts that it was counted from, which stayed with the publisher. */
export type KnownRelease = EarlierRelease & { readonly facts: FactCounts }

export type SpaceRequest = {
  readonly facts: FactCounts
  readonly period: Period
  /** The earliest first. */
  readonly earlier: readonly KnownRelease[]
  readonly threshold: number
  /** What this release would tell. */
  readonly own: readonly ToldTable[]
}

export type ReportSpace = {
  readonly layout: ReturnType<typeof layoutOf>
  readonly sparse: SparseTables
  readonly names: CellNames
  /** The tables that this release would tell, in the order asked. */
  readonly own: readonly SpaceTable[]
  /** The cells of this release's edition that tell the same as this cell of any edition. */
  readonly toldAs: (cell: number) => number | undefined
}

/** This release's tables and those of every earlier one that tells of the same months, with what is settled and what changed between them. */
export function openReportSpace({ facts, period, earlier, threshold, own }: SpaceRequest): Result<ReportSpace, 'facts-changed' | 'no-fact'> {
  const linked = linkedWith(period, earlier)
  const monthOf = facts.dimensions.indexOf('month')
  if (!facts.combinations.some(({ codes }) => period.months.includes(codes[monthOf] ?? ''))) return refuse('no-fact')
  const joined = joinEditions([...linked, { months: period.months, facts }])
  if (!joined.ok) return joined
  const { facts: all, editionOf } = joined.value
  const within = (tables: readonly ToldTable[], release: number): readonly SpaceTable[] => {
    const edition = editionOf[release]
    return tables.map((table) => ({ ...table, ...(edition !== undefined && { editions: [edition] }) }))
  }
  const ours = within(own, linked.length)
  const changes = all.editions.length === 0 ? [] : own.map((table) => ({ ...table, editions: all.editions }))
  // A month without a fact is a gap: no table has a zero for it.
  const monthAt = all.dimensions.indexOf('month')
  const present = new Set(all.combinations.map(({ codes }) => codes[monthAt] ?? ''))
  const layout = layoutOf(all, [...ours, ...linked.flatMap(({ tables }, release) => within(tables, release)), ...changes], [...present].sort())
  const counted = tabulateSparse(layout, project(all, layout))
  const names = new CellNames(layout, counted.tables)
  const settled = settle(linked, { editionOf, names, tables: counted.tables })
  if (!settled.ok) return settled
  const told = new Map<number, number>()
  for (const { cell } of ours.flatMap((table) => names.cellsOf(table))) told.set(cell, 1 + (told.get(cell) ?? 0))
  const total = ours.find((table) => table.names.length === 0)
  const totalCell = total && names.cellsOf(total)[0]?.cell
  const cells = counted.tables.cells.map((cell, index) => {
    const isSaid = index === totalCell && all.editions.length > 0 && cell.value >= threshold
    const fixed = settled.value.get(index) ?? (isSaid ? 'published' : told.has(index) ? undefined : 'withheld')
    return { ...cell, ...(fixed !== undefined && { fixed }), places: told.get(index) ?? 0 }
  })
  // A cell that no release tells is protected too: a difference of told ones may tell it.
  const edition = editionOf.at(-1)
  const toldAs = (cell: number) => names.as(cell, edition === undefined ? [] : [edition], all.editions)
  const small = withChangeRule(withSmallCounts({ ...counted.tables, cells }, threshold), {
    editions: all.editions,
    isTold: (cell) => told.has(toldAs(cell) ?? -1),
  })
  const tables = withOneOutcomeRule(small, { outcome: 'result', persons: FEWEST_OF_ONE_OUTCOME })
  return accept({ layout, sparse: { tables, support: counted.support }, names, own: ours, toldAs })
}

/** Every release that shares a month with this period, or with one that does, and so on. */
function linkedWith({ months: own }: Period, earlier: readonly KnownRelease[]): readonly KnownRelease[] {
  const months = new Set(own)
  const names = new Set<string>()
  for (let grown = true; grown;) {
    grown = false
    for (const release of earlier) {
      if (names.has(release.name) || !release.months.some((month) => months.has(month))) continue
      names.add(release.name)
      for (const month of release.months) months.add(month)
      grown = true
    }
  }
  return earlier.filter(({ name }) => names.has(name))
}

type Known = { readonly editionOf: readonly (string | undefined)[]; readonly names: CellNames; readonly tables: LinkedTables }

/** What earlier releases published cannot be withheld any more; what one withheld, no later one tells. Their numbers must be those of the facts kept with them. */
function settle(
  linked: readonly KnownRelease[],
  { editionOf, names, tables }: Known,
): Result<ReadonlyMap<number, 'published' | 'withheld'>, 'facts-changed'> {
  const settled = new Map<number, 'published' | 'withheld'>()
  for (const [release, { name, cells }] of linked.entries()) {
    const edition = editionOf[release]
    for (const { labels, value, withheld } of cells) {
      const cell = names.find({ ...labels, ...(edition !== undefined && { [edition]: IN }) })
      if (cell === undefined || (!withheld && tables.cells[cell]?.value !== value)) return refuse('facts-changed', { report: name })
      if (settled.get(cell) !== 'published') settled.set(cell, withheld ? 'withheld' : 'published')
    }
  }
  return accept(settled)
}

type Changes = {
  readonly editions: readonly string[]
  /** This release tells the same cell, of its own edition. */ readonly isTold: (cell: number) => boolean
}

/**
 * Few acts added or removed are as sensitive as few acts, in a cell that this release tells and that says more than when. How many changed
 * at some time is not: it is said on purpose, so that what a correction does not tell cannot be read as the place where the change was.
 */
function withChangeRule(tables: LinkedTables, { editions, isTold }: Changes): LinkedTables {
  if (editions.length === 0) return tables
  const at = editions.map((edition) => tables.dimensions.indexOf(edition))
  const cells = tables.cells.map((cell, index) => {
    const { labels } = cell
    if (!at.some((place) => labels[place] === OUT)) return cell
    const isOfTime = labels.every((label, place) => label === TOTAL || at.includes(place) || tables.dimensions[place] === 'month')
    const { protection: _, ...unprotected } = cell
    return isOfTime || !isTold(index) ? unprotected : cell
  })
  return { ...tables, cells }
}

/** Facts counted by the dimensions of the layout alone. */
function project({ dimensions, editions, combinations }: FactCounts, layout: ReturnType<typeof layoutOf>) {
  const all: readonly string[] = [...dimensions, ...editions]
  const at = layout.dimensions.map(({ name }) => all.indexOf(name))
  return combinations.map(({ codes, count }) => ({ codes: at.map((index) => codes[index] ?? ''), count }))
}
