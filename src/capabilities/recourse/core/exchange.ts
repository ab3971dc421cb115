import { z } from 'zod'
import type { Bytes } from '../../../foundation/bytes.ts'
import type { HolderKeys } from './vault/holder-keys.ts'
import { membersIn, type SignedRoster } from './vault/roster.ts'
import { sealJson, unsealJson } from './vault/seal.ts'
import { hex, hour, signedShape, slug } from './vault/shapes.ts'
import { hashOf, isSignedBy, sign, type Signed } from './vault/signed.ts'

/**
 * What a body and the authority say to each other, apart from any case: the authority reads what the body chose to write, and nothing else.
 * Only the case, sealed, says which exchange is its own.
 */
const letter = z.strictObject({
  v: z.literal(1),
  body: slug,
  exchange: hex(16),
  /** From 0, which is the body's. */
  seq: z.int().min(0).max(1000),
  prev: hex(32).nullable(),
  author: hex(32),
  time: hour,
  /** Keys of members who stay out of the case that it is about: it is not sealed to them, nor is any answer to it. */
  recused: z.array(hex(32)).max(60),
  text: z.string().trim().min(1).max(20_000),
})
export type Letter = z.infer<typeof letter>
export type SignedLetter = Signed<Letter>
export const signedLetter = signedShape(letter)

type Place = {
  readonly exchange: string
  readonly before: SignedLetter | undefined
  readonly time: string
  /** Of a first letter; the others have what it has. */
  readonly recused?: ReadonlySet<string>
}

export function writeLetter(
  text: string,
  { exchange, before, time, recused = new Set() }: Place,
  by: { readonly body: string; readonly author: HolderKeys },
): SignedLetter {
  const content: Letter = {
    v: 1,
    body: by.body,
    exchange,
    seq: before ? before.content.seq + 1 : 0,
    prev: before ? hashOf(before) : null,
    author: by.author.key,
    time,
    recused: before ? before.content.recused : [...recused].sort(),
    text,
  }
  return sign('exchange', content, by.author.signing)
}

/** To the authority, every member who sits and is not recused, and the recovery key. Undefined: the roster names no authority. */
export async function sealLetter(
  { content, signature: signed }: SignedLetter,
  { content: roster }: SignedRoster,
  today: string,
): Promise<Bytes | undefined> {
  if (!roster.authority) return undefined
  const members = membersIn(roster, { today, recused: new Set(content.recused) }).map(({ recipient }) => recipient)
  return sealJson({ content, signature: signed }, [roster.authority.recipient, ...members, roster.recovery])
}

export type LetterRefusal = 'exchange-unreadable' | 'exchange-forged' | 'exchange-broken'

type Reading = { readonly body: string; readonly exchange: string; readonly identity: string; readonly rosters: readonly SignedRoster[] }

/** What was read, up to the first letter that is not as it was written: one bad letter does not hide those before it. */
export type ReadExchange = {
  readonly letters: readonly SignedLetter[]
  readonly fault: { readonly code: LetterRefusal; readonly seq: number } | undefined
}

/** The letters of one exchange, each by a member or the authority of some roster, in order and without a gap. */
export async function readLetters(files: readonly Uint8Array[], reading: Reading): Promise<ReadExchange> {
  const { body, exchange, identity, rosters } = reading
  const letters: SignedLetter[] = []
  for (const [seq, file] of files.entries()) {
    const { data: read } = signedLetter.safeParse(await unsealJson(file, identity))
    const stop = (code: LetterRefusal): ReadExchange => ({ letters, fault: { code, seq } })
    if (!read) return stop('exchange-unreadable')
    const { content } = read
    const before = letters.at(-1)
    if (content.body !== body || content.exchange !== exchange || content.seq !== seq || content.prev !== (before ? hashOf(before) : null))
      return stop('exchange-broken')
    const isMembers = rosters.some((roster) => roster.content.members.some(({ key }) => key === content.author))
    if (!(isMembers || (seq > 0 && isAuthority(rosters, content.author))) || !(await isSignedBy('exchange', read, content.author)))
      return stop('exchange-forged')
    letters.push(read)
  }
  return { letters, fault: undefined }
}

/** Whether an answer is to what this case sent: in its exchange, after its extract or an answer that was brought before. */
export function isAnswerTo(answer: SignedLetter, brought: readonly SignedLetter[]): boolean {
  const own = brought.filter(({ content }) => content.exchange === answer.content.exchange && content.body === answer.content.body)
  return own.some((letter) => answer.content.prev === hashOf(letter) && answer.content.seq === letter.content.seq + 1)
}

export function isAuthority(rosters: readonly SignedRoster[], key: string): boolean {
  return rosters.some(({ content }) => content.authority?.key === key)
}
