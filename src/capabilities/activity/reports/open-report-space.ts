import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Period } from '../core/report.ts'
import type { EarlierRelease, ToldTable } from '../core/told.ts'
import { withOneOutcomeRule, withSmallCounts, type Cell } from '../disclosure/index.ts'
import type { CrewOf } from './count-facts.ts'
import { editionsOf } from './editions.ts'
import { withFewOfficers } from './few-officers.ts'
import { openFactSpace, valueIn, type FactCounts, type FactSpace, type Labels } from './release-space.ts'

/** What became of an act: the dimension whose rows may not all end alike. */
const OUTCOME = 'result'
/** A row may tell one single outcome of so many. */
const FEWEST_OF_ONE_OUTCOME = 20

/** An earlier release with the facts that it was counted from, which stayed with the publisher. */
export type KnownRelease = EarlierRelease & { readonly facts: FactCounts }

export type SpaceRequest = {
  readonly facts: FactCounts
  readonly period: Period
  /** The earliest first: all that share months with this one, or with one that does (`linkedReleases`). */
  readonly earlier: readonly KnownRelease[]
  readonly threshold: number
  /** Over the dimensions of `facts`. */
  readonly crews?: readonly CrewOf[]
  /** What this release would tell. */
  readonly own: readonly ToldTable[]
}

/** One number that a release has a place for, with its true value on that day. */
export type Claim = { readonly labels: Labels; readonly value: number; readonly withheld: boolean }

export type ReportSpace = {
  /** Over the facts of this release: what is sensitive and what is settled is marked in its cells. */
  readonly now: FactSpace
  /** Told by fewer than the threshold otherwise than before, in a cell that says more than when: a subtraction would tell who; with an outcome, what became of them. */
  readonly isSmallChange: (cell: number) => boolean
  /** The same tables over what earlier releases knew, where that was otherwise; with these claims beside theirs. */
  readonly before: (own: readonly Claim[]) => readonly FactSpace[]
}

/**
 * This release's tables and those of every earlier one that tells of the same months. An attacker is granted to know which of the numbers
 * published at other times are still true: each space is bound by all that are true of its facts, whichever release told them.
 */
export function openReportSpace({
  facts,
  period,
  earlier,
  threshold,
  crews = [],
  own,
}: SpaceRequest): Result<ReportSpace, 'facts-changed' | 'no-fact'> {
  const monthOf = facts.dimensions.indexOf('month')
  if (!facts.combinations.some(({ codes }) => period.months.includes(codes[monthOf] ?? ''))) return refuse('no-fact')
  const known = editionsOf([...earlier, { months: period.months, facts }])
  if (!known.ok) return known
  const { editions, editionOf } = known.value
  const tables = [...own, ...earlier.flatMap((release) => release.tables)]
  const spaces = editions.map((edition) => openFactSpace(edition, tables))
  const now = spaces[editionOf.at(-1) ?? 0]
  if (now === undefined) return refuse('no-fact')
  const said = readClaims({ earlier, threshold, now, thenOf: (release) => spaces[editionOf[release] ?? 0] })
  if (!said.ok) return said
  const { claims, moved } = said.value
  const others = spaces.filter((space) => space !== now)
  const told = new Map<number, { readonly labels: Labels; readonly places: number }>()
  for (const { cell, labels } of own.flatMap((table) => now.names.cellsOf(table)))
    told.set(cell, { labels, places: 1 + (told.get(cell)?.places ?? 0) })
  const settled = settle(now, claims)
  const marked = mark(now, threshold, (cell) => {
    const fixed = settled.get(cell) ?? (told.has(cell) ? undefined : 'withheld')
    return { ...(fixed !== undefined && { fixed }), places: told.get(cell)?.places ?? 0 }
  })
  return accept({
    now: crews.length === 0 ? marked : withFewOfficers(marked, { crews, dimensions: facts.dimensions, threshold }),
    isSmallChange: (cell) => {
      const { labels = {} } = told.get(cell) ?? {}
      if (namesOf(labels).length === 0) return false
      return moved.some((names) => names.every((name) => name in labels)) || others.some((space) => isTelling(now, space, { labels, threshold }))
    },
    before: (ours) =>
      others.map((space) => {
        const then = settle(space, [...claims, ...ours])
        return mark(space, threshold, (cell) => ({ fixed: then.get(cell) ?? 'withheld', places: 0 }))
      }),
  })
}

type Said = Pick<SpaceRequest, 'earlier' | 'threshold'> & { readonly now: FactSpace; readonly thenOf: (release: number) => FactSpace | undefined }

/** What earlier releases told and withheld; `moved`: the dimensions of what is called otherwise now. */
function readClaims({
  earlier,
  threshold,
  now,
  thenOf,
}: Said): Result<{ readonly claims: readonly Claim[]; readonly moved: readonly (readonly string[])[] }, 'facts-changed'> {
  const claims: Claim[] = []
  const moved: (readonly string[])[] = []
  for (const [release, { name, cells }] of earlier.entries()) {
    const then = thenOf(release)
    for (const { labels, value: said, withheld } of cells) {
      const value = then && valueIn(then, labels)
      // The facts kept with a release must be those that it told.
      if (value === undefined || (!withheld && value !== said)) return refuse('facts-changed', { report: name })
      claims.push({ labels, value, withheld })
      if (hasMoved(now, then, { labels, threshold })) moved.push(namesOf(labels))
    }
  }
  return accept({ claims, moved })
}

function mark(space: FactSpace, threshold: number, state: (cell: number) => Partial<Cell>): FactSpace {
  const cells = space.tables.cells.map((cell, index) => ({ ...cell, ...state(index) }))
  // A cell that no release tells is protected too: a difference of told ones may tell it.
  const small = withSmallCounts({ ...space.tables, cells }, threshold)
  return { ...space, tables: withOneOutcomeRule(small, { outcome: OUTCOME, persons: FEWEST_OF_ONE_OUTCOME }) }
}

/** How many more there are now. */
function changeOf(now: FactSpace, then: FactSpace, labels: Labels): number {
  return (valueIn(now, labels) ?? 0) - (valueIn(then, labels) ?? 0)
}

/** What a number says of, beside when. */
function namesOf(labels: Labels): readonly string[] {
  return Object.keys(labels).filter((name) => name !== 'month')
}

/**
 * What an earlier release told, or withheld, is told under another name now, or is few acts less: a place that was joined with its neighbour, an
 * outcome that was recoded. What is told beside it now, less what was told then, would tell of it alone: no table names these together any more.
 */
function hasMoved(
  now: FactSpace,
  then: FactSpace | undefined,
  { labels, threshold }: { readonly labels: Labels; readonly threshold: number },
): boolean {
  if (then === undefined || then === now || namesOf(labels).length === 0) return false
  const [before, after] = [valueIn(then, labels) ?? 0, valueIn(now, labels) ?? 0]
  return (before > 0 && after === 0) || (after < before && isTelling(now, then, { labels, threshold }))
}

/** Few acts more or less; or late acts of a row that all ended alike, which are a row of one outcome, whichever tables say so. */
function isTelling(now: FactSpace, then: FactSpace, { labels, threshold }: { readonly labels: Labels; readonly threshold: number }): boolean {
  const change = changeOf(now, then, labels)
  const { [OUTCOME]: outcome, ...row } = labels
  const isOneOutcome = outcome !== undefined && change === changeOf(now, then, row)
  return isSmall(Math.abs(change), isOneOutcome ? Math.max(threshold, FEWEST_OF_ONE_OUTCOME) : threshold)
}

function isSmall(change: number, threshold: number): boolean {
  return change > 0 && change < threshold
}

/** What was published, and is true of these facts, cannot be withheld any more; what one release withheld, no later one tells. */
function settle(space: FactSpace, claims: readonly Claim[]): ReadonlyMap<number, 'published' | 'withheld'> {
  const settled = new Map<number, 'published' | 'withheld'>()
  for (const { labels, value, withheld } of claims) {
    const cell = space.names.find(labels)
    if (cell === undefined || space.tables.cells[cell]?.value !== value) continue
    if (settled.get(cell) !== 'published') settled.set(cell, withheld ? 'withheld' : 'published')
  }
  return settled
}
