import { z } from 'zod'
import { civilDate } from '../../../foundation/civil-date.ts'
import { deadlineOf } from '../../../foundation/deadline.ts'
import { isWord, readItems, stateIn } from './case-content.ts'
import { ALLEGATIONS, FINDINGS, REFERENCES } from './case-state.ts'
import { CLOCKS } from './clocks.ts'
import { quarterDays, type Quarter } from './quarter.ts'
import type { SignedItem } from './vault/item.ts'
import { hex, slug } from './vault/shapes.ts'

/** Fewer cases than this are not told apart in public. */
export const SMALLEST = 5

/** What became of cases in the quarter: steps that were taken in it. */
export const OUTCOMES = ['reorientee', 'mediation', 'avis', 'suivi', 'non-suivi', 'close', 'retiree'] as const
export const DELAYS = ['in-time', 'late'] as const

/** `null`: withheld, since it is small, or would tell one that is. */
const cell = z.int().min(0).nullable()
const table = <Row extends string>(rows: readonly Row[]) =>
  z.strictObject(Object.fromEntries(rows.map((row) => [row, cell])) as Record<Row, typeof cell>) // parsing: each row has its cell

/** What members counted of a quarter that is over, in the sealed cases that they alone can open. */
export const tallyShape = z.strictObject({
  v: z.literal(2),
  body: slug,
  quarter: z.string().refine((text) => quarterDays(text) !== undefined),
  /** Filings of the quarter: as many as the public journal has. */
  filed: z.int().min(0),
  /** Cases that did not open, or not as their authors left them. */
  unreadable: z.int().min(0),
  /** Cases that nobody counts: a member stays out of them, so that two could not count the same; or their time is over. */
  aside: z.int().min(0),
  allegations: table(ALLEGATIONS),
  findings: table(FINDINGS),
  outcomes: table(OUTCOMES),
  /** Of filings of the quarter: whether the first word to the person came in its time. */
  contact: table(DELAYS),
  /** Of decisions of the quarter. */
  inquiry: table(DELAYS),
  /** Cases in which a parallel procedure was noted in the quarter. */
  references: table(REFERENCES),
})
export type Tally = z.infer<typeof tallyShape>
export const TALLY_TABLES = ['allegations', 'findings', 'outcomes', 'contact', 'inquiry', 'references'] as const
export type TallyTable = (typeof TALLY_TABLES)[number]

const signature = z.strictObject({ key: hex(32), signature: z.string().length(88) })
/** One member's signature under a tally, sent to the server. */
export const signedTally = z.strictObject({ content: tallyShape, ...signature.shape })
/** As it is published: two members counted the same. */
export const tallyFile = z.strictObject({ content: tallyShape, signatures: z.array(signature).length(2) })
export type TallyFile = z.infer<typeof tallyFile>

/** A quarter is counted once every clock of its last filing's first word has run: this many days after. */
const WAIT = 7

/** The first day on which a quarter may be counted. */
export function countableFrom(quarter: Quarter): string | undefined {
  const days = quarterDays(quarter)
  return days && civilDate(new Date(Date.parse(`${days.last}T12:00:00Z`) + WAIT * 86_400_000))
}

/** A case as its member opened it; `items` is `undefined` when it did not open. `aside`: nobody counts it. */
export type CountedCase = {
  readonly filedAt: Date
  readonly citizen: string
  readonly items: readonly SignedItem[] | undefined
  readonly aside?: boolean
}

/** `drops`: when files that were sealed elsewhere came: they are filings, and nothing more is known of them. */
export type Counted = { readonly cases: readonly CountedCase[]; readonly drops: readonly Date[] }

/** As it may be published: what is small, or would tell what is, withheld. A case counts once in a row, whatever it holds. */
export function countQuarter(body: string, quarter: Quarter, { cases, drops }: Counted): Tally {
  const within = dayTest(quarter)
  const held = cases.filter(({ aside }) => aside !== true).map((one) => rowsOf(one, within))
  const tableOf = <Row extends string>(rows: readonly Row[], of: (one: Rows) => readonly Row[]) => withhold(rows, held.map(of))
  return {
    v: 2,
    body,
    quarter,
    filed: [...cases.map(({ filedAt }) => filedAt), ...drops].filter(within).length,
    unreadable: cases.filter(({ items, aside }) => items === undefined && aside !== true).length,
    aside: cases.filter(({ aside }) => aside === true).length,
    allegations: tableOf(ALLEGATIONS, ({ allegations }) => allegations),
    findings: tableOf(FINDINGS, ({ findings }) => findings),
    outcomes: tableOf(OUTCOMES, ({ outcomes }) => outcomes),
    contact: tableOf(DELAYS, ({ contact }) => contact),
    inquiry: tableOf(DELAYS, ({ inquiry }) => inquiry),
    references: tableOf(REFERENCES, ({ references }) => references),
  }
}

type Within = (instant: Date) => boolean

function dayTest(quarter: Quarter): Within {
  const days = quarterDays(quarter)
  if (!days) throw new RangeError(`${quarter} is no quarter`)
  return (instant) => days.first <= civilDate(instant) && civilDate(instant) <= days.last
}

type Rows = { readonly [Name in TallyTable]: readonly (keyof Tally[Name])[] }

function rowsOf({ filedAt, citizen, items = [] }: CountedCase, within: Within): Rows {
  const said = readItems(items, citizen)
  const own = said.filter(({ at }) => within(at)).map(({ content }) => content)
  const account = said.find(({ content }) => content.kind === 'account')?.content
  const word = said.find(({ content, byMember }) => byMember && isWord(content))
  const decided = said.find(({ content }) => content.kind === 'decision')
  return {
    allegations: within(filedAt) && account?.kind === 'account' ? account.body.what : [],
    findings: own.flatMap((content) => (content.kind === 'decision' ? content.body.findings.map(({ finding }) => finding) : [])),
    outcomes: own.flatMap((content) => OUTCOMES.filter((outcome) => outcome === stateIn(content))),
    references: own.flatMap((content) => (content.kind === 'reference' ? [content.body.to] : [])),
    contact: within(filedAt) && items.length > 0 ? [paceOf(filedAt, word?.at, 'first-contact')] : [],
    inquiry: decided && within(decided.at) ? [paceOf(filedAt, decided.at, 'inquiry')] : [],
  }
}

function paceOf(from: Date, at: Date | undefined, clock: 'first-contact' | 'inquiry'): (typeof DELAYS)[number] {
  return at !== undefined && at < deadlineOf(from, CLOCKS[clock]).due ? 'in-time' : 'late'
}

/**
 * One table as it may be published. `cases`: of each, the rows that it is in. A whole table to which 1 to 4 cases contribute is withheld, zeros
 * included. Else rows of 1 to 4 are; then the smallest of the others, until two rows are withheld and five different cases are behind them: the
 * number of filings is public, and a case may be in several rows.
 */
export function withhold<Row extends string>(rows: readonly Row[], cases: readonly (readonly Row[])[]): Record<Row, number | null> {
  const behind = (some: ReadonlySet<Row>) => cases.filter((one) => one.some((row) => some.has(row))).length
  const counts = new Map(rows.map((row) => [row, behind(new Set([row]))]))
  const hidden = new Set(rows.filter((row) => isSmall(counts.get(row) ?? 0)))
  const isTold = () => hidden.size > 0 && (hidden.size < 2 || behind(hidden) < SMALLEST)
  for (const row of [...rows].sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0)))
    if (isTold() && (counts.get(row) ?? 0) >= SMALLEST) hidden.add(row)
  if (isTold() || isSmall(behind(new Set(rows)))) rows.forEach((row) => hidden.add(row))
  return Object.fromEntries(rows.map((row) => [row, hidden.has(row) ? null : (counts.get(row) ?? 0)])) as Record<Row, number | null> // parsing: each row has its cell
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST
}
