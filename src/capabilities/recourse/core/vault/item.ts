import { z } from 'zod'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Json } from '../../../../foundation/canonical-json.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { SignedEpoch } from './epoch.ts'
import type { HolderKeys } from './holder-keys.ts'
import { sealJson, unsealJson } from './seal.ts'
import { hex, hour, signedShape } from './shapes.ts'
import { hashOf, isSignedBy, sign, type Signed } from './signed.ts'

/** What people write in a case. `body` has the shape of its kind; the vault carries it unread. */
export const ITEM_KINDS = [
  'account', 'message', 'note', 'status', 'assignment', 'recusal', 'clock', 'extract', 'answer', 'mediation', 'link',
  'decision', 'opinion', 'withdrawal', 'review', 'reference', 'file', 'envelope-opened', 'preservation',
] as const // prettier-ignore
export type ItemKind = (typeof ITEM_KINDS)[number]

const json: z.ZodType<Json> = z.json()

const item = z.strictObject({
  v: z.literal(1),
  case: hex(16),
  epoch: z.int().min(0),
  /** From 0, over the whole case. */
  seq: z.int().min(0),
  /** Hash of the item before; `null` in the first alone. */
  prev: hex(32).nullable(),
  author: hex(32),
  kind: z.enum(ITEM_KINDS),
  time: hour,
  body: json,
})

export type Item = z.infer<typeof item>
export type SignedItem = Signed<Item>
const itemFile = signedShape(item)

export type Draft = { readonly kind: ItemKind; readonly time: string; readonly body: Json }

/** `epoch`: the newest, and fit (`isFit`). `before`: the newest item of the case. */
export function writeItem(
  draft: Draft,
  place: { readonly epoch: SignedEpoch; readonly before: SignedItem | undefined },
  author: HolderKeys,
): SignedItem {
  const { epoch, before } = place
  const content: Item = {
    v: 1,
    case: epoch.content.case,
    epoch: epoch.content.number,
    seq: before ? before.content.seq + 1 : 0,
    prev: before ? hashOf(before) : null,
    author: author.key,
    ...draft,
  }
  return sign('item', content, author.signing)
}

export function sealItem({ content, signature }: SignedItem, { content: { recipient } }: SignedEpoch): Promise<Bytes> {
  return sealJson({ content, signature }, [recipient])
}

export type ChainRefusal = 'chain-unreadable' | 'chain-other-case' | 'chain-broken' | 'chain-epoch' | 'chain-author' | 'chain-forged' | 'chain-cut'

/** An item as the server keeps it. */
export type SealedItem = { readonly epoch: number; readonly file: Uint8Array }

export type Reading = {
  readonly caseId: string
  /** For each epoch, what opens it; `undefined` where this reader was given none. */
  readonly identities: readonly (string | undefined)[]
  readonly authors: readonly ReadonlySet<string>[]
  /** What this device read last. */
  readonly seen?: { readonly seq: number; readonly hash: string }
}

/** All items of a case, first to newest; or the first thing that is not as its authors left it. */
export async function readChain(sealed: readonly SealedItem[], reading: Reading): Promise<Result<readonly SignedItem[], ChainRefusal>> {
  const items: SignedItem[] = []
  // All at once: signatures are checked on other threads, where a browser has them. Judged in order.
  const opened = await Promise.all(sealed.map((one) => openItem(one, reading)))
  for (const [index, read] of opened.entries()) {
    if (!read.ok) return refuse(read.code, { seq: items.length })
    const fault = placeFault(read.value, items.at(-1), { reading, epoch: sealed[index]?.epoch ?? -1 })
    if (fault) return refuse(fault, { seq: items.length })
    items.push(read.value)
  }
  const { seen } = reading
  const then = seen && items[seen.seq]
  if (seen && (then === undefined || hashOf(then) !== seen.hash)) return refuse('chain-cut', { seq: items.length })
  return accept(items)
}

async function openItem({ epoch, file }: SealedItem, { identities, authors }: Reading): Promise<Result<SignedItem, ChainRefusal>> {
  const identity = identities[epoch]
  const read = itemFile.safeParse(identity === undefined ? undefined : await unsealJson(file, identity))
  if (!read.success) return refuse('chain-unreadable')
  const { author } = read.data.content
  if (authors[epoch]?.has(author) !== true) return refuse('chain-author')
  return (await isSignedBy('item', read.data, author)) ? accept(read.data) : refuse('chain-forged')
}

function placeFault(
  { content }: SignedItem,
  before: SignedItem | undefined,
  at: { readonly reading: Reading; readonly epoch: number },
): ChainRefusal | undefined {
  if (content.case !== at.reading.caseId) return 'chain-other-case'
  if (content.epoch !== at.epoch || content.epoch < (before?.content.epoch ?? 0)) return 'chain-epoch'
  const follows = content.seq === (before ? before.content.seq + 1 : 0) && content.prev === (before ? hashOf(before) : null)
  return follows ? undefined : 'chain-broken'
}
