import { z } from 'zod'
import { contentOf } from './case-content.ts'
import type { SignedItem } from './vault/item.ts'
import { hex } from './vault/shapes.ts'

/** What members share of all cases, sealed to each of them: enough to find one, without opening ten thousand. */
const card = z.strictObject({ case: hex(16), seq: z.int().min(0), text: z.string().max(1000) })
export const caseIndex = z.strictObject({ cards: z.array(card).max(100_000) })

export type Card = z.infer<typeof card>
export type CaseIndex = { readonly cards: readonly Card[] }

const LONGEST = 800

/** Of a case as its items are now. */
export function cardOf(caseId: string, items: readonly SignedItem[], citizen: string): Card {
  const texts = items.flatMap((item) => {
    const content = contentOf(item, citizen)
    if (content?.kind === 'account') return [content.body.place, content.body.officer, content.body.day, content.body.text]
    if (content?.kind === 'decision') return [content.body.reasons]
    if (content?.kind === 'file') return [content.body.title]
    if (content?.kind === 'reference') return [content.body.number]
    return content?.kind === 'message' || content?.kind === 'status' ? Object.values(content.body) : []
  })
  return { case: caseId, seq: items.length - 1, text: foldText(texts.join(' ')).slice(0, LONGEST) }
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
