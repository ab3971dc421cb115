import { deflateSync, Inflate } from 'fflate'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import { clockNames, readItems, UNITS, type Content } from './case-content.ts'
import { timesOf } from './case-times.ts'
import type { Change } from './clocks.ts'
import type { OpenCase } from './vault/open-case.ts'
import { hex, hour, slug } from './vault/shapes.ts'

/** Signs of a card's text. A word is kept once, so that a long case has most of its words here. */
const LONGEST = 2000
const MOVES = 100

/** A date that members moved, as the queue needs it; its author and reason stay in the case. */
const move = z.strictObject({ clock: clockNames, unit: z.enum(UNITS), count: z.int().min(0).max(1000), at: hour })

/** What members share of all cases, sealed to each of them: enough to find one and to know what is due, without opening ten thousand. */
const card = z.strictObject({
  case: hex(16),
  /** Of the newest item that whoever wrote this card had read. */
  seq: z.int().min(0),
  /** Its words, each once, folded. */
  text: z.string().max(LONGEST),
  /** The member whom it is given to. */
  member: slug.optional(),
  moves: z.array(move).max(MOVES).optional(),
  /** Footage may be kept, and nobody had asked. */
  footage: z.literal(true).optional(),
  /** When the authority was last told of it. */
  told: hour.optional(),
})
/** A card that is none is left out, and the others are read. */
const cardList = z
  .array(z.unknown())
  .max(100_000)
  .transform((all) => all.flatMap((one) => card.safeParse(one).data ?? []))

export type Card = z.infer<typeof card>
export type CaseIndex = { readonly cards: readonly Card[] }

type Indexed = Pick<OpenCase, 'caseId' | 'items' | 'citizen' | 'rosters' | 'recused'>

/** Of a case as its items are now. Every member reads it: of a case that one of them stays out of, it says nothing. */
export function cardOf(open: Indexed, told: { readonly filedAt: Date }): Card {
  const { caseId, items, citizen, recused } = open
  const seq = items.length - 1
  if (recused.size > 0) return { case: caseId, seq, text: '' }
  const read = readItems(items, citizen.key)
  const given = read.findLast(({ content }) => content.kind === 'assignment')?.content
  const { changes, footage, toAuthority } = timesOf(open, told)
  const moves = changes.slice(-MOVES).map(({ clock, term, at }) => ({ clock, ...term, at: hourOf(at) }))
  return {
    case: caseId,
    seq,
    text: eachOnce(read.flatMap(({ content }) => textsOf(content)).join(' ')),
    ...(given?.kind === 'assignment' && { member: given.body.member }),
    ...(moves.length > 0 && { moves }),
    ...(footage && { footage }),
    ...(toAuthority && { told: hourOf(toAuthority) }),
  }
}

/** What is inside a case of its times, as its card says; a queue has no other word of it. */
export function timesOnCard(card: Card | undefined) {
  const changes = (card?.moves ?? []).map(({ clock, unit, count, at }): Change => ({
    clock,
    term: { unit, count },
    reason: '',
    author: '',
    at: new Date(`${at}:59:59Z`),
  }))
  return { changes, footage: card?.footage ?? false, toAuthority: card?.told === undefined ? undefined : new Date(`${card.told}:00:00Z`) }
}

function hourOf(at: Date): string {
  return at.toISOString().slice(0, 13)
}

/** What somebody may remember of something written. */
function textsOf(content: Content): readonly string[] {
  switch (content.kind) {
    case 'account':
      return [content.body.place, content.body.officer, content.body.day, content.body.text, content.body.service, content.body.wants]
    case 'decision':
      return [content.body.reasons]
    case 'file':
      return [content.body.title]
    case 'reference':
      return [content.body.number, content.body.state]
    case 'extract':
    case 'answer':
      return [content.body.content.text]
    case 'opinion':
      return [content.body.content.title, content.body.content.found, content.body.content.asks]
    case 'message':
    case 'mediation':
      return [content.body.text]
    case 'status':
    case 'withdrawal':
    case 'review':
      return [content.body.reason]
    case 'link':
      return [content.body.case, content.body.why]
    default:
      return []
  }
}

/** Up to the last whole word. */
function eachOnce(text: string): string {
  const words = [...new Set(foldText(text).split(' '))].join(' ')
  if (words.length <= LONGEST) return words
  // A text without a space is cut where it is: whoever files writes it as they like.
  const end = words.lastIndexOf(' ', LONGEST)
  return words.slice(0, end > 0 ? end : LONGEST)
}

/** As the shared file carries it, once signed and before it is sealed: deflated (RFC 1951), a third of its size, in base64. */
export function packIndex({ cards }: CaseIndex): string {
  return toBase64(deflateSync(utf8(JSON.stringify(cardList.parse(cards))), { level: 3 }))
}

/** Of what is inflated at once, so that it is stopped in time. Bytes. */
const SLICE = 256 * 1024
/** Twenty thousand full cards. Bytes. */
const LARGEST = 64 * 1024 ** 2

/** Cards of a file, once a member's signature over `packed` has been checked. What inflates without end is none. */
export function unpackIndex(packed: string): CaseIndex | undefined {
  let text = ''
  const decoder = new TextDecoder()
  let size = 0
  try {
    const inflate = new Inflate((chunk, last) => {
      size += chunk.length
      if (size > LARGEST) throw new RangeError('more than a search file has')
      text += decoder.decode(chunk, { stream: !last })
    })
    const bytes = fromBase64(packed) ?? new Uint8Array()
    for (let at = 0; at < bytes.length || at === 0; at += SLICE) inflate.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length)
    const read = cardList.safeParse(JSON.parse(text))
    return read.success ? { cards: read.data } : undefined
  } catch {
    return undefined
  }
}

/** The newest card of each case. */
export function mergeIndex(one: CaseIndex, other: CaseIndex): CaseIndex {
  const cards = new Map<string, Card>()
  for (const each of [...one.cards, ...other.cards]) {
    const known = cards.get(each.case)
    if (!known || known.seq <= each.seq) cards.set(each.case, each)
  }
  return { cards: [...cards.values()] }
}

/** Numbers of the cases whose number begins so, or whose card has every word. */
export function findCases({ cards }: CaseIndex, asked: string): ReadonlySet<string> {
  const words = foldText(asked).split(' ').filter((word) => word !== '') // prettier-ignore
  return new Set(cards.filter(({ text }) => words.every((word) => text.includes(word))).map((one) => one.case))
}

/** Without accents, capitals and signs. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
