import { z } from 'zod'
import { civilDate } from '../../../foundation/civil-date.ts'
import { deadlineOf } from '../../../foundation/deadline.ts'
import { contentOf, type Content } from './case-content.ts'
import { ALLEGATIONS, FINDINGS } from './case-state.ts'
import { CLOCKS } from './clocks.ts'
import { quarterDays, type Quarter } from './quarter.ts'
import type { SignedItem } from './vault/item.ts'
import { hex, slug } from './vault/shapes.ts'

/** Fewer cases than this are not told apart in public. */
export const SMALLEST = 5

/** What became of cases in the quarter: steps that were taken in it. */
export const OUTCOMES = ['reorientee', 'mediation', 'avis', 'suivi', 'non-suivi', 'close', 'retiree'] as const
export const DELAYS = ['in-time', 'late'] as const
/** Where a procedure runs beside the body's own, which never waits for it. */
export const REFERENCES = ['igpn', 'iggn', 'ddd', 'procureur'] as const

/** `null`: withheld, since it is small, or would tell one that is. */
const cell = z.int().min(0).nullable()
const table = <Row extends string>(rows: readonly Row[]) =>
  z.strictObject(Object.fromEntries(rows.map((row) => [row, cell])) as Record<Row, typeof cell>) // parsing: each row has its cell

/** What members counted of a quarter that is over, in the sealed cases that they alone can open. */
export const tallyShape = z.strictObject({
  v: z.literal(1),
  body: slug,
  quarter: z.string().refine((text) => quarterDays(text) !== undefined),
  /** Filings of the quarter: as many as the public journal has. */
  filed: z.int().min(0),
  /** Cases that did not open, or not as their authors left them. */
  unreadable: z.int().min(0),
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

/** A case as its member opened it; `items` is `undefined` when it did not open. */
export type CountedCase = { readonly filedAt: Date; readonly citizen: string; readonly items: readonly SignedItem[] | undefined }

/** `drops`: when files that were sealed elsewhere came: they are filings, and nothing more is known of them. */
export type Counted = { readonly cases: readonly CountedCase[]; readonly drops: readonly Date[] }

/** Counts; nothing withheld yet. A case counts once in a row, whatever it holds. */
export function countQuarter(body: string, quarter: Quarter, { cases, drops }: Counted): Tally {
  const within = dayTest(quarter)
  const counted: Tally = {
    v: 1,
    body,
    quarter,
    filed: [...cases.map(({ filedAt }) => filedAt), ...drops].filter(within).length,
    unreadable: cases.filter(({ items }) => items === undefined).length,
    allegations: zeros(ALLEGATIONS),
    findings: zeros(FINDINGS),
    outcomes: zeros(OUTCOMES),
    contact: zeros(DELAYS),
    inquiry: zeros(DELAYS),
    references: zeros(REFERENCES),
  }
  for (const one of cases) {
    const rows = rowsOf(one, within)
    addTo(counted.allegations, rows.allegations)
    addTo(counted.findings, rows.findings)
    addTo(counted.outcomes, rows.outcomes)
    addTo(counted.contact, rows.contact)
    addTo(counted.inquiry, rows.inquiry)
    addTo(counted.references, rows.references)
  }
  return counted
}

function zeros<Row extends string>(rows: readonly Row[]): Record<Row, number | null> {
  return Object.fromEntries(rows.map((row) => [row, 0])) as Record<Row, number | null> // parsing: each row has its cell
}

function addTo<Row extends string>(cells: Record<Row, number | null>, rows: readonly Row[]): void {
  for (const row of new Set(rows)) cells[row] = (cells[row] ?? 0) + 1
}

type Within = (instant: Date) => boolean

function dayTest(quarter: Quarter): Within {
  const days = quarterDays(quarter)
  if (!days) throw new RangeError(`${quarter} is no quarter`)
  return (instant) => days.first <= civilDate(instant) && civilDate(instant) <= days.last
}

type Rows = { readonly [Name in TallyTable]: readonly (keyof Tally[Name])[] }

function rowsOf({ filedAt, citizen, items = [] }: CountedCase, within: Within): Rows {
  const said = items.flatMap((item) => {
    const content = contentOf(item, citizen)
    return content ? [{ content, author: item.content.author, at: new Date(`${item.content.time}:00:00Z`) }] : []
  })
  const own = said.filter(({ at }) => within(at)).map(({ content }) => content)
  const account = said.find(({ content }) => content.kind === 'account')?.content
  const words = said.find(({ content, author }) => author !== citizen && isWord(content))
  const decided = said.find(({ content }) => content.kind === 'decision')
  return {
    allegations: within(filedAt) && account?.kind === 'account' ? account.body.what : [],
    findings: own.flatMap((content) => (content.kind === 'decision' ? content.body.findings.map(({ finding }) => finding) : [])),
    outcomes: own.flatMap((content) => {
      const state = content.kind === 'status' ? content.body.state : content.kind === 'withdrawal' ? 'retiree' : undefined
      return OUTCOMES.filter((outcome) => outcome === state)
    }),
    references: own.flatMap((content) => (content.kind === 'reference' ? [content.body.to] : [])),
    contact: within(filedAt) && items.length > 0 ? [paceOf(filedAt, words?.at, 'first-contact')] : [],
    inquiry: decided && within(decided.at) ? [paceOf(filedAt, decided.at, 'inquiry')] : [],
  }
}

function isWord({ kind }: Content): boolean {
  return kind === 'message' || kind === 'status' || kind === 'decision'
}

function paceOf(from: Date, at: Date | undefined, clock: 'first-contact' | 'inquiry'): (typeof DELAYS)[number] {
  return at !== undefined && at < deadlineOf(from, CLOCKS[clock]).due ? 'in-time' : 'late'
}

/** As it may be published. */
export function withholdSmall(counted: Tally): Tally {
  return {
    ...counted,
    allegations: withheld(counted.allegations),
    findings: withheld(counted.findings),
    outcomes: withheld(counted.outcomes),
    contact: withheld(counted.contact),
    inquiry: withheld(counted.inquiry),
    references: withheld(counted.references),
  }
}

/**
 * Cells of 1 to 4 are withheld; then the smallest of the others, until two are withheld and hold five cases between them: the total of the
 * filings is public, so one withheld cell alone could be computed. Where that cannot be, the whole table is withheld. Zero is no case, and is
 * shown beside the rest.
 */
function withheld<Row extends string>(cells: Record<Row, number | null>): Record<Row, number | null> {
  const rows = (Object.keys(cells) as Row[]).sort((one, other) => (cells[one] ?? 0) - (cells[other] ?? 0)) // parsing: the rows of this table
  const hidden = new Set(rows.filter((row) => isSmall(cells[row])))
  const sum = () => [...hidden].reduce((total, row) => total + (cells[row] ?? 0), 0)
  const isTold = () => hidden.size > 0 && (hidden.size < 2 || sum() < SMALLEST)
  for (const row of rows) if (isTold() && (cells[row] ?? 0) >= SMALLEST) hidden.add(row)
  if (isTold()) rows.forEach((row) => hidden.add(row))
  const shown = rows.map((row) => [row, hidden.has(row) ? null : cells[row]])
  return { ...cells, ...Object.fromEntries(shown) }
}

function isSmall(count: number | null): boolean {
  return count !== null && count > 0 && count < SMALLEST
}
