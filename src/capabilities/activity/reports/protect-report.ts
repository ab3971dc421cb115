import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { dimensionOf, isTimed, type TablePlan, type Variant } from '../core/report-lattice.ts'
import type { Period } from '../core/report.ts'
import {
  protectTables,
  tabulateSparse,
  withOneOutcomeRule,
  withSmallCounts,
  type Certificate,
  type LinkedTables,
  type Solver,
  type SparseTables,
  type Witness,
} from '../disclosure/index.ts'
import type { EarlierRelease, ToldCell, ToldTable } from '../core/told.ts'
import { CellNames, layoutOf, type FactCounts } from './release-space.ts'

/** Where persons cannot be counted — six checks may be one person six times — eleven acts (formats/disclosure.md). */
export const FEWEST_ACTS = 11
/** A row may tell one single outcome of so many. */
const FEWEST_OF_ONE_OUTCOME = 20
/** Beyond these shares of what a release tells, a table is made coarser before anything is withheld, or after. */
const MOST_SENSITIVE = 0.1
const MOST_WITHHELD = 0.3

export type ReportRequest = {
  readonly facts: FactCounts
  readonly period: Period
  readonly plans: readonly TablePlan[]
  readonly earlier: readonly EarlierRelease[]
  readonly threshold?: number
}

export type ReportTable = { readonly id: string; readonly names: Variant; readonly at: string | undefined; readonly cells: readonly ToldCell[] }
export type ProtectedReport = {
  readonly tables: readonly ReportTable[]
  /** Coarser than the plan's finest; `undefined`: left out. */
  readonly coarsened: readonly { readonly id: string; readonly to: Variant | undefined }[]
  readonly figures: { readonly cells: number; readonly sensitive: number; readonly withheld: number }
  /** They stay with the publisher. */
  readonly certificates: { readonly tables: LinkedTables; readonly witnesses: readonly Witness[]; readonly certificates: readonly Certificate[] }
}

/** When the cell that fails is another release's: some table of this one must go. */
const LAST_RESORT = 1e-6

type Choice = { readonly plan: TablePlan; readonly variant: number }
/** How many in all: the one table that every report has. */
const TOTAL_CHOICE: Choice = { plan: { id: 'total', variants: [[]] }, variant: 0 }

/**
 * The tables of one report, each as fine as the rules allow, safe together and with all that was published before. Coarser step by
 * step: the table with the largest share of sensitive or withheld cells first. What cannot be certified even so is refused.
 */
export function protectReport(solver: Solver, request: ReportRequest): Result<ProtectedReport, 'facts-changed' | 'not-publishable' | 'no-fact'> {
  let choices: readonly Choice[] = request.plans.filter(({ variants }) => isSaid(variants, request.facts)).map((plan) => ({ plan, variant: 0 }))
  for (;;) {
    const space = openReportSpace(request, choices)
    if (!space.ok) return space
    const { names, told, sparse, layout } = space.value
    const shareOf = (choice: Choice, isCounted: (cell: number) => boolean) => {
      const cells = toldOf(names, toldTable(choice, request.period))
      return cells.filter(isCounted).length / Math.max(1, cells.length)
    }
    const holds = (choice: Choice, cell: number | undefined) =>
      cell !== undefined && isShown(choice) && toldOf(names, toldTable(choice, request.period)).includes(cell)
    const isSensitive = (cell: number) => sparse.tables.cells[cell]?.protection !== undefined
    const sensitive = [...told].filter(isSensitive).length
    if (sensitive / told.size > MOST_SENSITIVE) {
      const coarser = coarsen(choices, (choice) => shareOf(choice, isSensitive))
      if (coarser === undefined) return refuse('not-publishable', { sensitive, cells: told.size })
      choices = coarser
      continue
    }
    const released = protectTables(solver, { layout, ...sparse, effort: { walks: 2, rounds: 1 }, tries: 40, stopAtFailure: true })
    const isWithheld = (cell: number) => released.ok && released.value.withheld[cell] === 1
    const withheld = [...told].filter(isWithheld).length
    if (!released.ok || withheld / told.size > MOST_WITHHELD) {
      const failed = released.ok ? undefined : Number(released.evidence.first ?? -1)
      const coarser = coarsen(
        choices,
        (choice) =>
          shareOf(choice, (cell) => (released.ok ? isWithheld(cell) : isSensitive(cell))) +
          (holds(choice, failed) ? 1 : 0) +
          (released.ok ? 0 : LAST_RESORT),
      )
      if (coarser === undefined) return refuse('not-publishable', { sensitive, cells: told.size })
      choices = coarser
      continue
    }
    const { tables, witnesses, certificates } = released.value
    return accept({
      tables: [TOTAL_CHOICE, ...choices.filter(isShown)].map((choice) => writeTable(choice, request.period, { names, tables, isWithheld })),
      coarsened: choices.filter(({ variant }) => variant > 0).map(({ plan, variant }) => ({ id: plan.id, to: plan.variants[variant] })),
      figures: { cells: told.size, sensitive, withheld },
      certificates: { tables, witnesses, certificates },
    })
  }
}

/** A dimension that no fact says has no table. */
function isSaid(variants: readonly Variant[], { dimensions }: FactCounts): boolean {
  return (variants[0] ?? []).every((name) => dimensions.includes(dimensionOf(name)))
}

function isShown({ plan, variant }: Choice): boolean {
  return variant < plan.variants.length
}

/** The table in which the share is largest, one step coarser; `undefined` when no table has any of them. */
function coarsen(choices: readonly Choice[], shareOf: (choice: Choice) => number): readonly Choice[] | undefined {
  const shares = choices.map((choice) => (isShown(choice) ? shareOf(choice) : 0))
  const worst = Math.max(...shares)
  if (worst === 0) return undefined
  const at = shares.indexOf(worst)
  return choices.map((choice, index) => (index === at ? { ...choice, variant: choice.variant + 1 } : choice))
}

function toldTable({ plan, variant }: Choice, period: Period): ToldTable {
  const names = plan.variants[variant] ?? []
  return isTimed(names) ? { names } : { names, at: period.name }
}

function toldOf(names: CellNames, table: ToldTable): readonly number[] {
  return [...new Set(names.cellsOf(table).map(({ cell }) => cell))]
}

type ReportSpace = {
  readonly layout: ReturnType<typeof layoutOf>
  readonly sparse: SparseTables
  readonly names: CellNames
  /** Cells that this release tells. */
  readonly told: ReadonlySet<number>
}

/** This release's tables and those of every earlier one that tells of the same months, with what is settled. */
function openReportSpace(
  { facts, period, earlier, threshold = FEWEST_ACTS }: ReportRequest,
  choices: readonly Choice[],
): Result<ReportSpace, 'facts-changed' | 'no-fact'> {
  const own = [TOTAL_CHOICE, ...choices.filter(isShown)].map((choice) => toldTable(choice, period))
  const months = monthsTogether(period, earlier)
  const linked = earlier.filter((release) => months.releases.has(release.name))
  const monthAt = facts.dimensions.indexOf('month')
  const present = new Set(facts.combinations.map(({ codes }) => codes[monthAt] ?? ''))
  if (!period.months.some((month) => present.has(month))) return refuse('no-fact')
  const vanished = linked.find(({ tables }) => !tables.every(({ names }) => isSaid([names], facts)))
  if (vanished !== undefined) return refuse('facts-changed', { report: vanished.name })
  const within = {
    ...facts,
    combinations: facts.combinations.filter(({ codes }) => months.months.has(codes[facts.dimensions.indexOf('month')] ?? '')),
  }
  // A month without a fact is a gap: no table has a zero for it.
  const layout = layoutOf(
    within,
    [...own, ...linked.flatMap(({ tables }) => tables)],
    [...months.months].filter((month) => present.has(month)).sort(),
  )
  const counted = tabulateSparse(layout, project(within, layout))
  const names = new CellNames(layout, counted.tables)
  const told = new Set(own.flatMap((table) => toldOf(names, table)))
  const settled = new Map<number, 'published' | 'withheld'>()
  for (const { name, cells } of linked) {
    for (const { labels, value, withheld } of cells) {
      const cell = names.find(labels)
      if (cell === undefined || (!withheld && counted.tables.cells[cell]?.value !== value)) return refuse('facts-changed', { report: name })
      if (settled.get(cell) !== 'published') settled.set(cell, withheld ? 'withheld' : 'published')
    }
  }
  const cells = counted.tables.cells.map((cell, index) => {
    const fixed = settled.get(index) ?? (told.has(index) ? undefined : 'withheld')
    return fixed === undefined ? cell : { ...cell, fixed, places: told.has(index) ? 1 : 0 }
  })
  // A cell that no release tells is protected too: a difference of told ones may tell it.
  const tables = withOneOutcomeRule(withSmallCounts({ ...counted.tables, cells }, threshold), { outcome: 'result', persons: FEWEST_OF_ONE_OUTCOME })
  return accept({ layout, sparse: { tables, support: counted.support }, names, told })
}

type Together = { readonly months: ReadonlySet<string>; readonly releases: ReadonlySet<string> }

/** The months of this period, and of every release that shares one of them, and so on. */
function monthsTogether(period: Period, earlier: readonly EarlierRelease[]): Together {
  const months = new Set(period.months)
  const releases = new Set<string>()
  for (let grown = true; grown;) {
    grown = false
    for (const { name, months: own } of earlier) {
      if (releases.has(name) || !own.some((month) => months.has(month))) continue
      releases.add(name)
      for (const month of own) months.add(month)
      grown = true
    }
  }
  return { months, releases }
}

/** Facts counted by the dimensions of the layout alone. */
function project({ dimensions, combinations }: FactCounts, layout: ReturnType<typeof layoutOf>) {
  const at = layout.dimensions.map(({ name }) => dimensions.findIndex((dimension) => dimension === name))
  return combinations.map(({ codes, count }) => ({ codes: at.map((index) => codes[index] ?? ''), count }))
}

type Written = { readonly names: CellNames; readonly tables: LinkedTables; readonly isWithheld: (cell: number) => boolean }

function writeTable(choice: Choice, period: Period, { names, tables, isWithheld }: Written): ReportTable {
  const told = toldTable(choice, period)
  const cells = names.cellsOf(told).map(({ cell, labels }) => ({ labels, value: tables.cells[cell]?.value ?? 0, withheld: isWithheld(cell) }))
  return { id: choice.plan.id, names: told.names, at: told.at, cells }
}
