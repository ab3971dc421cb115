import { z } from 'zod'
import { ALLEGATIONS, CASE_STATES, type CaseState, FINDINGS, REFERENCES } from './case-state.ts'
import { signedLetter } from './exchange.ts'
import { opinionShape } from './opinion.ts'
import { proofShape } from './receipt-proof.ts'
import type { Change } from './clocks.ts'
import type { SignedItem } from './vault/item.ts'
import type { SignedRoster } from './vault/roster.ts'
import { day, hex, slug } from './vault/shapes.ts'

/** What is inside the items of a case, by kind. The host never sees any of it. */
const words = z.string().trim().min(1).max(20_000)
const line = z.string().trim().max(500)

export const accountShape = z.strictObject({
  what: z.array(z.enum(ALLEGATIONS)).min(1),
  day,
  hour: line,
  place: line,
  service: line,
  officer: line,
  text: words,
  wants: line,
  /** `named`: the body knows who; `confidential`: only the envelope does; `anonymous`: nobody does. */
  standing: z.enum(['named', 'confidential', 'anonymous']),
  person: line,
  contact: line,
  /** Address of the receipt, when it came from one. */
  receipt: z.string().max(2000),
  /** That who filed holds it. */
  proof: proofShape.nullable().default(null),
  /** Sealed by the offline form, and handed in some other time. */
  offline: z.boolean().default(false),
  /** Whether the person wants the footage of that place kept. */
  preserve: z.boolean().default(true),
})
export type Account = z.infer<typeof accountShape>

export const clockNames = z.enum(['preservation', 'first-contact', 'update', 'update-authority', 'inquiry', 'answer', 'review'])
export const UNITS = ['days', 'working-days', 'months', 'hours'] as const

const sent = z.strictObject({ upload: hex(16), parts: z.array(hex(32)).min(1).max(1024) })

/** A file that was sent in parts: under a key of its own, which this manifest alone has. `copy`: of a picture, without what it reveals. */
const manifestShape = z.strictObject({
  title: line,
  type: line,
  size: z.int().min(0),
  seed: hex(32),
  original: sent,
  copy: sent.extend({ size: z.int().min(0), type: line }).nullable(),
})
export type Manifest = z.infer<typeof manifestShape>

export const BODIES = {
  account: accountShape,
  message: z.strictObject({ text: words }),
  /** Between members: the citizen, who holds the case, sees that there is a note, not what it says. `sealed`: age, base64. */
  note: z.strictObject({ sealed: z.string().max(200_000) }),
  status: z.strictObject({ state: z.enum(CASE_STATES), reason: words }),
  assignment: z.strictObject({ member: slug }),
  recusal: z.strictObject({ member: slug, reason: words }),
  clock: z.strictObject({
    clock: clockNames,
    unit: z.enum(UNITS),
    count: z.int().min(0).max(1000),
    reason: words,
  }),
  withdrawal: z.strictObject({ reason: z.string().max(20_000) }),
  review: z.strictObject({ reason: words }),
  link: z.strictObject({ case: hex(16), why: words }),
  reference: z.strictObject({ to: z.enum(REFERENCES), number: line, state: line }),
  file: manifestShape,
  /** What the authority was given to read, in an exchange apart. */
  extract: signedLetter,
  /** What it answered, under its own signature. */
  answer: signedLetter,
  /** Proposed by the body; the person says yes or no; then what came of it. */
  mediation: z.strictObject({ step: z.enum(['proposed', 'accepted', 'declined', 'agreed', 'failed']), text: words }),
  preservation: z.strictObject({ reference: line, place: line, from: line, to: line }),
  /** A member's proposal of a public opinion, which another signs too, or not. */
  opinion: z.strictObject({ content: opinionShape, key: hex(32), signature: z.string().length(88) }),
  decision: z.strictObject({
    findings: z.array(z.strictObject({ allegation: z.enum(ALLEGATIONS), finding: z.enum(FINDINGS) })).min(1),
    reasons: words,
  }),
} as const

export type ContentKind = keyof typeof BODIES
type BodyOf<Kind extends ContentKind> = z.infer<(typeof BODIES)[Kind]>
export type Content = { readonly [Kind in ContentKind]: { readonly kind: Kind; readonly body: BodyOf<Kind> } }[ContentKind]

/** What only the person writes, and what both may; the rest is the members'. */
const CITIZENS = ['account', 'withdrawal', 'review'] as const
const BOTH = ['message', 'file', 'preservation', 'mediation'] as const
const isIn = (kinds: readonly string[], kind: string) => kinds.includes(kind)

/**
 * `undefined`: a kind or a shape that this version does not know, or one that is not its author's to write; the page says so, and shows the
 * rest. `citizen`: the key of who filed.
 */
export function contentOf({ content: { kind, body, author } }: SignedItem, citizen: string): Content | undefined {
  if (!isKnown(kind) || !(isIn(BOTH, kind) || isIn(CITIZENS, kind) === (author === citizen))) return undefined
  const read = BODIES[kind].safeParse(body)
  return read.success ? ({ kind, body: read.data } as Content) : undefined // parsing: the shape of this kind was just read
}

/** What this version can read of a case, in order: when it was written (its hour, UTC), and whether a member wrote it. */
export type Said = { readonly content: Content; readonly at: Date; readonly byMember: boolean }

export function readItems(items: readonly SignedItem[], citizen: string): readonly Said[] {
  return items.flatMap((item) => {
    const content = contentOf(item, citizen)
    return content ? [{ content, at: new Date(`${item.content.time}:00:00Z`), byMember: item.content.author !== citizen }] : []
  })
}

/** What the items of one kind hold, in order. */
export function bodiesOf<Kind extends ContentKind>(kind: Kind, items: readonly SignedItem[], citizen: string): readonly BodyOf<Kind>[] {
  return readItems(items, citizen).flatMap(({ content }) => (content.kind === kind ? [content.body as BodyOf<Kind>] : [])) // parsing: of this kind
}

/** Whether the body has decided, with findings and reasons, since the person last asked for a review. */
export function isDecided(items: readonly SignedItem[], citizen: string): boolean {
  const said = readItems(items, citizen).map(({ content }) => content.kind)
  return said.lastIndexOf('decision') > said.lastIndexOf('review')
}

/** The state that something written puts its case in, if it does. */
export function stateIn(content: Content): CaseState | undefined {
  if (content.kind === 'status') return content.body.state
  if (content.kind === 'withdrawal') return 'retiree'
  return content.kind === 'review' ? 'reexamen' : undefined
}

/** What is said to the person: no moving of a date, and nothing that goes to somebody else. */
export function isWord({ kind }: Pick<Content, 'kind'>): boolean {
  return kind === 'message' || kind === 'status' || kind === 'decision' || kind === 'mediation'
}

function isKnown(kind: string): kind is ContentKind {
  return kind in BODIES
}

/** How each author is shown: a member as the roster shows them, or the person who filed. */
export function authorOf({ content: { author } }: SignedItem, rosters: readonly SignedRoster[], citizen: string): string | undefined {
  if (author === citizen) return undefined
  return rosters.flatMap(({ content }) => content.members).findLast(({ key }) => key === author)?.label ?? author.slice(0, 8)
}

/** Moved dates, out of a case's items. */
export function changesOf(items: readonly SignedItem[], rosters: readonly SignedRoster[], citizen: string): readonly Change[] {
  return items.flatMap((item) => {
    const content = contentOf(item, citizen)
    if (content?.kind !== 'clock') return []
    const { clock, unit, count, reason } = content.body
    const author = authorOf(item, rosters, citizen) ?? ''
    return [{ clock, term: { unit, count }, reason, author, at: new Date(`${item.content.time}:59:59Z`) }]
  })
}
