import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { dimensionOf, isTimed, type TablePlan, type Variant } from '../core/report-lattice.ts'
import type { Period } from '../core/report.ts'
import {
  certifyTables,
  FEW_SENSITIVE,
  FEW_WITHHELD,
  makeCoarser,
  mostCells,
  protectTables,
  tableOf,
  type Choice as Coarser,
  type ProtectedRelease,
  type Solver,
} from '../disclosure/index.ts'
import type { ToldCell, ToldTable } from '../core/told.ts'
import type { CrewOf } from './count-facts.ts'
import { openReportSpace, type KnownRelease, type ReportSpace } from './open-report-space.ts'
import type { FactCounts, FactSpace } from './release-space.ts'

/** Where persons cannot be counted — six checks may be one person six times — eleven acts (formats/disclosure.md). */
export const FEWEST_ACTS = 11
/** Beyond these shares of what a release tells (formats/disclosure.md), a table is made coarser before anything is withheld, or after. */
const LIMITS: Limits = { sensitive: 0.05, withheld: 0.15 }

/** Shares of the numbers that a release tells. */
export type Limits = { readonly sensitive: number; readonly withheld: number }

export type ReportRequest = {
  readonly facts: FactCounts
  readonly period: Period
  readonly plans: readonly TablePlan[]
  readonly earlier: readonly KnownRelease[]
  readonly threshold?: number
  /** Other limits than the city's rules: to see what they hold back. */
  readonly limits?: Limits
  /** Who acted in the months of this report, where the sources say it. */
  readonly crews?: readonly CrewOf[]
}

export type ReportTable = { readonly id: string; readonly names: Variant; readonly at: string | undefined; readonly cells: readonly ToldCell[] }
export type ProtectedReport = {
  readonly tables: readonly ReportTable[]
  /** Coarser than the plan's finest; `undefined`: left out. */
  readonly coarsened: readonly { readonly id: string; readonly to: Variant | undefined }[]
  readonly figures: { readonly cells: number; readonly sensitive: number; readonly withheld: number }
  /** With their certificates: this report's tables, then those of each edition of facts that it corrects. They stay with the publisher. */
  readonly certified: readonly ProtectedRelease[]
}

/** When the cell that fails is another release's: some table of this one must go. */
const LAST_RESORT = 1e-6

type Choice = Coarser & { readonly id: string }
/** How many in all: the one table that every report has. */
const TOTAL_CHOICE: Choice = { id: 'total', variants: [[]], variant: 0 }

/**
 * The tables of one report, each as fine as the rules allow, safe together and with all that was published before. Coarser step by
 * step: the table with the largest share of sensitive or withheld cells first. What cannot be certified even so is refused. Then finer
 * again, table by table, as far as all of them together still hold: what gave way for another's sake need not stay away.
 */
export function protectReport(solver: Solver, request: ReportRequest): Result<ProtectedReport, 'facts-changed' | 'not-publishable' | 'no-fact'> {
  let choices: readonly Choice[] = request.plans.filter(({ variants }) => isSaid(variants, request.facts)).map((plan) => ({ ...plan, variant: 0 }))
  for (;;) {
    const attempt = attemptOn(solver, request, choices)
    if (!attempt.ok) return attempt
    if (attempt.value.kind === 'made') return accept(makeFiner(solver, request, { choices, report: attempt.value.report }))
    const coarser = makeCoarser(choices, attempt.value.shareOf)
    if (coarser === undefined) return refuse('not-publishable', { sensitive: attempt.value.sensitive, cells: attempt.value.cells })
    choices = coarser
  }
}

function attemptOn(solver: Solver, request: ReportRequest, choices: readonly Choice[]): Result<Attempted, 'facts-changed' | 'no-fact'> {
  const shown = [TOTAL_CHOICE, ...choices.filter((choice) => tableOf(choice) !== undefined)]
  const { period, threshold = FEWEST_ACTS, limits = LIMITS } = request
  const space = openReportSpace({ ...request, threshold, own: shown.map((choice) => toldTable(choice, period)) })
  return space.ok ? accept(tryToProtect(solver, { choices, shown, period, limits, space: space.value })) : space
}

type Standing = { readonly choices: readonly Choice[]; readonly report: ProtectedReport }

/** In the order of the plan: what people ask first comes back first, at its coarsest, then finer while it holds. */
function makeFiner(solver: Solver, request: ReportRequest, standing: Standing): ProtectedReport {
  let { choices, report } = standing
  for (const at of choices.keys()) {
    for (let variant = (choices[at]?.variant ?? 0) - 1; variant >= 0; variant -= 1) {
      const finer = choices.map((choice, index) => (index === at ? { ...choice, variant } : choice))
      const attempt = attemptOn(solver, request, finer)
      if (!attempt.ok || attempt.value.kind !== 'made') break
      choices = finer
      report = attempt.value.report
    }
  }
  return report
}

type Attempt = {
  readonly choices: readonly Choice[]
  readonly shown: readonly Choice[]
  readonly period: Period
  readonly limits: Limits
  readonly space: ReportSpace
}
type Attempted =
  | { readonly kind: 'made'; readonly report: ProtectedReport }
  | {
      readonly kind: 'too-fine'
      readonly sensitive: number
      readonly cells: number
      /** How much each table is to blame. */ readonly shareOf: ShareOf
    }
type ShareOf = (choice: Choice) => number

function tryToProtect(solver: Solver, { choices, shown, period, limits, space: { now, isSmallChange, before } }: Attempt): Attempted {
  const cellsOf = new Map(shown.map((choice) => [choice, new Set(now.names.cellsOf(toldTable(choice, period)).map(({ cell }) => cell))]))
  const told = new Set([...cellsOf.values()].flatMap((cells) => [...cells]))
  const share = (choice: Choice, isCounted: (cell: number) => boolean) => {
    const cells = [...(cellsOf.get(choice) ?? [])]
    return cells.filter(isCounted).length / Math.max(1, cells.length)
  }
  const isSensitive = (cell: number) => now.tables.cells[cell]?.protection !== undefined
  const sensitive = [...told].filter(isSensitive).length
  const tooFine = (shareOf: ShareOf): Attempted => ({ kind: 'too-fine', sensitive, cells: told.size, shareOf })
  const failedAt = (cell: number | undefined) =>
    tooFine((choice) => share(choice, isSensitive) + (cell !== undefined && cellsOf.get(choice)?.has(cell) === true ? 1 : 0) + LAST_RESORT)
  // What people want first is one thing at a time: tables that cross two give way before it.
  const blame = (isCounted: (cell: number) => boolean, most: number) => (choice: Choice) => {
    const own = share(choice, isCounted)
    return own > most && namesOf(choice).length > 1 ? own + 1 : own
  }
  // To withhold such a cell alone would say where the change was.
  if ([...told].some(isSmallChange)) return tooFine((choice) => share(choice, isSmallChange))
  if (sensitive > mostCells(told.size, { share: limits.sensitive, few: FEW_SENSITIVE })) return tooFine(blame(isSensitive, limits.sensitive))
  const effort = { tries: 40, stopAtFailure: true, insider: true }
  const released = protectTables(solver, { ...now, ...effort, effort: { walks: 2, rounds: 1 } })
  if (!released.ok) return failedAt(Number(released.evidence.first ?? -1))
  const isWithheld = (cell: number) => released.value.withheld[cell] === 1
  const withheld = [...told].filter(isWithheld).length
  if (withheld > mostCells(told.size, { share: limits.withheld, few: FEW_WITHHELD })) return tooFine(blame(isWithheld, limits.withheld))
  const tables = shown.map((choice) => writeTable(choice.id, toldTable(choice, period), { now, isWithheld }))
  const certified = [released.value]
  for (const space of before(tables.flatMap(({ cells }) => cells))) {
    const pattern = Uint8Array.from(space.tables.cells, ({ fixed }) => (fixed === 'published' ? 0 : 1))
    const held = certifyTables(solver, { ...space, ...effort, withheld: pattern })
    if (!held.ok) return failedAt(now.names.find(space.names.labelsOf(Number(held.evidence.first ?? -1))))
    certified.push(held.value)
  }
  const coarsened = choices.filter(({ variant }) => variant > 0).map((choice) => ({ id: choice.id, to: tableOf(choice) }))
  return { kind: 'made', report: { tables, coarsened, figures: { cells: told.size, sensitive, withheld }, certified } }
}

/** A dimension that no fact says has no table. */
function isSaid(variants: readonly Variant[], { dimensions }: FactCounts): boolean {
  return (variants[0] ?? []).every((name) => dimensions.includes(dimensionOf(name)))
}

function namesOf(choice: Choice): Variant {
  return tableOf(choice) ?? []
}

function toldTable(choice: Choice, period: Period): ToldTable {
  const names = namesOf(choice)
  return isTimed(names) ? { names } : { names, at: period.name }
}

type Written = { readonly now: FactSpace; readonly isWithheld: (cell: number) => boolean }

function writeTable(id: string, { names, at }: ToldTable, { now, isWithheld }: Written): ReportTable {
  const cells = now.names
    .cellsOf({ names, ...(at !== undefined && { at }) })
    .map(({ cell, labels }) => ({ labels, value: now.tables.cells[cell]?.value ?? 0, withheld: isWithheld(cell) }))
  return { id, names, at, cells }
}
