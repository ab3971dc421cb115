import { z } from 'zod'
import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import type { Json } from '../../../../foundation/canonical-json.ts'
import { sha256 } from '../../../../foundation/digest.ts'
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
  /** From 0: its place among all that the server was given for the case. */
  seq: z.int().min(0),
  /** Hash of the item before; `null` in the first alone. */
  prev: hex(32).nullable(),
  /** Sealed files between that one and this, which fit nowhere and which its author goes on without (`asideNameOf`). */
  without: z.array(hex(32)).max(10_000),
  author: hex(32),
  kind: z.enum(ITEM_KINDS),
  time: hour,
  body: json,
})

export type Item = z.infer<typeof item>
export type SignedItem = Signed<Item>
const itemFile = signedShape(item)

export type Draft = { readonly kind: ItemKind; readonly time: string; readonly body: Json }

export type ItemPlace = {
  /** The newest, and fit (`isFit`). */
  readonly epoch: SignedEpoch
  /** The newest item of the case that fits. */
  readonly before: SignedItem | undefined
  /** What stands after it and does not (`Chain.aside`). */
  readonly aside?: readonly string[]
}

export function writeItem(draft: Draft, { epoch, before, aside = [] }: ItemPlace, author: HolderKeys): SignedItem {
  const content: Item = {
    v: 1,
    case: epoch.content.case,
    epoch: epoch.content.number,
    seq: before ? before.content.seq + 1 + aside.length : 0,
    prev: before ? hashOf(before) : null,
    without: [...aside],
    author: author.key,
    ...draft,
  }
  return sign('item', content, author.signing)
}

/** How a file that does not open, or fits nowhere, is named by who goes on without it. */
export function asideNameOf(file: Uint8Array): string {
  return toHex(sha256(file))
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
  /** Files that the person who reads chose to go on without, having been told. */
  readonly aside?: ReadonlySet<string>
}

/** `aside`: files at the end which the reader goes on without; whoever writes next says so under their signature. */
export type Chain = { readonly items: readonly SignedItem[]; readonly aside: readonly string[] }

/**
 * All items of a case, first to newest; or the first thing that is not as its authors left it. A file that fits nowhere is passed over where a
 * later item says so under its author's signature, or where the reader said so: `files` of the refusal names all that stand so at the end. A file that fits is never.
 */
export async function readChain(sealed: readonly SealedItem[], reading: Reading): Promise<Result<Chain, ChainRefusal>> {
  const items: SignedItem[] = []
  let aside: string[] = []
  let first: { readonly code: ChainRefusal; readonly seq: number } | undefined
  // All at once: signatures are checked on other threads, where a browser has them. Judged in order.
  const opened = await Promise.all(sealed.map((one) => openItem(one, reading)))
  for (const [index, read] of opened.entries()) {
    const { epoch, file } = sealed[index] ?? { epoch: -1, file: new Uint8Array() }
    const fault = read.ok ? placeFault(read.value, { before: items.at(-1), aside, index, epoch, caseId: reading.caseId }) : read.code
    if (read.ok && fault === undefined) {
      items.push(read.value)
      ;[aside, first] = [[], undefined]
      continue
    }
    // Without the epoch's key nobody can say whether it fits.
    if (reading.identities[epoch] === undefined) return refuse('chain-unreadable', { seq: index })
    const name = asideNameOf(file)
    aside.push(name)
    if (fault !== undefined && !reading.aside?.has(name)) first ??= { code: fault, seq: index }
  }
  if (first) return refuse(first.code, items.length === 0 ? { seq: first.seq } : { seq: first.seq, n: aside.length, files: aside.join(' ') })
  const { seen } = reading
  const then = seen && items.find(({ content }) => content.seq === seen.seq)
  if (seen && (then === undefined || hashOf(then) !== seen.hash)) return refuse('chain-cut', { seq: sealed.length })
  return accept({ items, aside })
}

async function openItem({ epoch, file }: SealedItem, { identities, authors }: Reading): Promise<Result<SignedItem, ChainRefusal>> {
  const identity = identities[epoch]
  const read = itemFile.safeParse(identity === undefined ? undefined : await unsealJson(file, identity))
  if (!read.success) return refuse('chain-unreadable')
  const { author } = read.data.content
  if (authors[epoch]?.has(author) !== true) return refuse('chain-author')
  return (await isSignedBy('item', read.data, author)) ? accept(read.data) : refuse('chain-forged')
}

type Place = {
  readonly caseId: string
  readonly before: SignedItem | undefined
  readonly aside: readonly string[]
  readonly index: number
  readonly epoch: number
}

function placeFault({ content }: SignedItem, { caseId, before, aside, index, epoch }: Place): ChainRefusal | undefined {
  if (content.case !== caseId) return 'chain-other-case'
  if (content.epoch !== epoch || content.epoch < (before?.content.epoch ?? 0)) return 'chain-epoch'
  const follows = content.seq === index && content.prev === (before ? hashOf(before) : null)
  const says = content.without.length === aside.length && content.without.every((name, at) => name === aside[at])
  return follows && says ? undefined : 'chain-broken'
}
