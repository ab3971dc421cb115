import type { Due, Terms } from './terms.ts'

export const FINDINGS = ['kept', 'under_way', 'not_kept', 'given_up'] as const
export type FindingWord = (typeof FINDINGS)[number]
export const PARTIES = ['city', 'observer'] as const
export type Party = (typeof PARTIES)[number]

/** What a party says that the facts say; `number` counts its findings on this commitment. */
export type Finding = {
  readonly party: Party
  readonly number: number
  readonly finding: FindingWord
  readonly reasons: string
  /** References of documents that it rests on. */
  readonly evidence: readonly string[]
  /** Indicators that it rests on. */
  readonly indicators: readonly string[]
  readonly foundAt: Date
  /** Civil date of `foundAt`. */
  readonly day: string
  /** Of a yearly commitment, the year that it is about; that of its day unless it was said. */
  readonly year?: number | undefined
}

/** A figure of a day; `undefined`: there was nothing to measure. */
export type Measurement = { readonly indicator: string; readonly day: string; readonly value: number | undefined }

export type Facts = {
  readonly findings: readonly Finding[]
  /** References of accepted documents. */
  readonly accepted: readonly string[]
  /** Of each indicator, the latest. */
  readonly latest: ReadonlyMap<string, Measurement>
  readonly better: ReadonlyMap<string, 'more' | 'less'>
}

export type State = {
  /** `unsaid`: nobody has said yet what the facts say. `unproven`: said to be kept, and nothing shows it any more. */
  readonly word: FindingWord | 'unsaid' | 'unproven'
  readonly due: 'overdue' | 'due-soon' | 'to-come' | 'continuous' | 'settled'
  /** The next date on which it falls due, or the last one that it missed. */
  readonly on: string | undefined
  /** Both said what the facts say, and they differ. */
  readonly contested: boolean
  /** Both said what the facts say, and they say the same. */
  readonly agreed: boolean
  /** What the observer says, where the city is silent. */
  readonly observed: FindingWord | undefined
  readonly measured: boolean
  /** Of a yearly commitment, the years that are over and for which nothing showed it kept. */
  readonly missed: readonly number[]
}

/** Days before its date from which a commitment is shown as due soon. */
const SOON = 90

/**
 * Computed, never typed in: a finding counts as long as what it rests on stands; lateness comes from the calendar alone.
 * `today`: civil date.
 */
export function stateOf({ due, indicators }: Terms, facts: Facts, today: string): State {
  const when = { due, today }
  const said = latestOf(facts.findings, 'city', when)
  const observed = latestOf(facts.findings, 'observer', when)
  const measured = indicators.some(({ id }) => facts.latest.get(id)?.value !== undefined)
  const proven = said?.finding !== 'kept' || isShown(said, indicators, facts)
  const word = said === undefined ? 'unsaid' : proven ? said.finding : 'unproven'
  const both = said !== undefined && observed !== undefined
  const same = said?.finding === observed?.finding
  const missed = missedYears(due, facts.findings, today)
  const on = dueDay(due, { today, kept: word === 'kept', missed })
  return {
    word,
    due: timeliness(due, { on, today, settled: word === 'kept' || word === 'given_up' }),
    on,
    contested: both && !same,
    agreed: both && same,
    observed: said === undefined ? observed?.finding : undefined,
    measured,
    missed,
  }
}

/**
 * Whether a finding of « kept » still has an accepted document, or rests on figures: then every figure with a promised value reaches it, and
 * the finding names one of them. One that is reached by the way does not hide another that is not.
 */
export function isShown(finding: Pick<Finding, 'evidence' | 'indicators'>, indicators: Terms['indicators'], facts: Omit<Facts, 'findings'>): boolean {
  if (finding.evidence.some((reference) => facts.accepted.includes(reference))) return true
  const promised = indicators.filter(({ target }) => target !== null)
  return promised.some(({ id }) => finding.indicators.includes(id)) && promised.every(({ id, target }) => reaches(facts, id, target))
}

/** A figure without a promised value shows nothing by itself: it informs. */
export function reaches({ latest, better }: Pick<Facts, 'latest' | 'better'>, id: string, target: number | null): boolean {
  const value = latest.get(id)?.value
  const side = better.get(id)
  if (value === undefined || target === null || side === undefined) return false
  return side === 'less' ? value <= target : value >= target
}

function yearOf({ day, year }: Finding): string {
  return year === undefined ? day.slice(0, 4) : String(year)
}

/** A yearly commitment is found anew each year: what was said of another year does not count for this one. */
function latestOf(findings: readonly Finding[], party: Party, { due, today }: { readonly due: Due; readonly today: string }): Finding | undefined {
  return findings
    .filter((finding) => finding.party === party && (due.kind !== 'yearly' || yearOf(finding) === today.slice(0, 4)))
    .reduce<Finding | undefined>((last, finding) => (last === undefined || finding.number > last.number ? finding : last), undefined)
}

function missedYears(due: Due, findings: readonly Finding[], today: string): readonly number[] {
  if (due.kind !== 'yearly') return []
  const years = Array.from({ length: Math.max(0, Number(today.slice(0, 4)) - due.from) }, (_, index) => due.from + index)
  return years.filter((year) => latestOf(findings, 'city', { due, today: `${year}-12-31` })?.finding !== 'kept')
}

type Asked = { readonly today: string; readonly kept: boolean; readonly missed: readonly number[] }

/** Of a yearly commitment: this year's end; last year's when that was missed and this year is not kept either; the next one's once it is kept. */
function dueDay(due: Due, { today, kept, missed }: Asked): string | undefined {
  if (due.kind === 'continuous') return undefined
  if (due.kind !== 'yearly') return due.on
  const year = Number(today.slice(0, 4))
  if (kept) return `${year + 1}-12-31`
  return `${missed.includes(year - 1) ? year - 1 : Math.max(year, due.from)}-12-31`
}

type Timing = { readonly on: string | undefined; readonly today: string; readonly settled: boolean }

function timeliness(due: Due, { on, today, settled }: Timing): State['due'] {
  if (due.kind === 'continuous' || on === undefined) return 'continuous'
  if (settled && due.kind !== 'yearly') return 'settled'
  if (today > on) return 'overdue'
  return (Date.parse(on) - Date.parse(today)) / 86_400_000 <= SOON ? 'due-soon' : 'to-come'
}
