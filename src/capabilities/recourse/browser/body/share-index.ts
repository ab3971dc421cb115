import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { toHex } from '../../../../foundation/bytes.ts'
import { sha256 } from '../../../../foundation/digest.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { mergeIndex, packIndex, unpackIndex, type Card, type CaseIndex } from '../../core/case-index.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { sealJson, unsealJson } from '../../core/vault/seal.ts'
import { hex, signature, slug } from '../../core/vault/shapes.ts'
import { isSignedBy, sign } from '../../core/vault/signed.ts'
import { client, today } from '../shared/device.ts'
import { recall } from '../shared/recall.ts'
import { askIndex, sendIndex } from '../shared/vault-client.ts'

/**
 * `unread`: `foreign` when the file is not sealed to this member yet; `left` when who wrote it last has left, and this device never read it;
 * `lost` when it is gone, older than what this device read, or of nobody. From these two search begins anew when a member says so.
 */
export type KeptIndex = { readonly version: number; readonly index: CaseIndex; readonly unread: 'foreign' | 'left' | 'lost' | undefined }

const keptShape = z.object({ content: z.strictObject({ body: slug, version: z.int(), packed: z.string() }), key: hex(32), signature })
const seenShape = z.object({ version: z.int(), sha256: hex(32) })
const seenPlace = (body: string) => `visavis-recherche-${body}`

type Reader = { readonly body: string; readonly keys: HolderKeys; readonly roster: SignedRoster; readonly rosters: readonly SignedRoster[] }

/** As a member left it; empty when there never was one. Nothing that no member signed, and nothing older than this device has read. */
export async function readIndex(reader: Reader): Promise<Result<KeptIndex>> {
  const { body, keys } = reader
  const asked = await askIndex(client, body, keys)
  if (!asked.ok) return asked
  const { version, file } = asked.value
  const none = (unread: KeptIndex['unread']) => accept({ version, index: { cards: [] }, unread })
  const seen = recall(memory, seenPlace(body), seenShape)
  if (file === null) return none(seen ? 'lost' : undefined)
  const opened = await unsealJson(fromBase64(file) ?? new Uint8Array(), keys.age.identity)
  if (opened === undefined) return none('foreign')
  const { data: kept } = keptShape.safeParse(opened)
  if (!kept || kept.content.version !== version || kept.content.body !== body || version < (seen?.version ?? 0)) return none('lost')
  const digest = toHex(sha256(file))
  const was = reader.rosters.some(({ content }) => content.members.some((member) => member.key === kept.key))
  if (!was || !(await isSignedBy('index', kept, kept.key))) return none('lost')
  // Who left may have written it last, or after they left: it stands where this device read it while they sat.
  const sits = sittingMembers(reader.roster.content, today()).some((member) => member.key === kept.key)
  if (!sits && seen?.sha256 !== digest) return none('left')
  const index = unpackIndex(kept.content.packed)
  if (!index) return none('lost')
  memory.write(seenPlace(body), JSON.stringify({ version, sha256: digest }))
  return accept({ version, index, unread: undefined })
}

type Writer = Reader & {
  readonly cases: readonly { readonly case: string; readonly items: number }[]
  readonly erased: readonly { readonly case: string }[]
}

const WRITTEN_MEANWHILE = 100

/**
 * Puts the card of a case in the file; what this member cannot read is left as it is. Another may have written meanwhile: then both are
 * merged, once. Cards of cases that were erased go.
 */
export async function shareCard(desk: Writer, card: Card): Promise<Result<unknown>> {
  let last: Result<unknown> = accept(undefined)
  for (let tries = 0; tries < 2; tries += 1) {
    const kept = await readIndex(desk)
    if (!kept.ok) return kept
    if (kept.value.unread) return accept(undefined)
    const { cards } = kept.value.index
    // A card that says to have read far more than there is holds no other out. Some more is what others wrote since this desk was laid.
    const most = Math.max(card.seq + 1, desk.cases.find((one) => one.case === card.case)?.items ?? 0) + WRITTEN_MEANWHILE
    const others = cards.filter((one) => one.case !== card.case || one.seq < most)
    if (others.some((known) => known.case === card.case && known.seq >= card.seq)) return accept(undefined)
    const merged = mergeIndex({ cards: others }, { cards: [card] })
    last = await putIndex(desk, {
      version: kept.value.version + 1,
      cards: merged.cards.filter((one) => !desk.erased.some((gone) => gone.case === one.case)),
    })
    if (last.ok || last.code !== 'out-of-date') return last
  }
  return last
}

/** An empty file in the place of one that nobody can trust: each case that a member opens enters it again. */
export async function beginIndexAnew(desk: Reader): Promise<Result<unknown>> {
  const asked = await askIndex(client, desk.body, desk.keys)
  return asked.ok ? putIndex(desk, { version: asked.value.version + 1, cards: [] }) : asked
}

async function putIndex(
  { body, keys, roster }: Reader,
  { version, cards }: { readonly version: number; readonly cards: readonly Card[] },
): Promise<Result<unknown>> {
  const readers = [...sittingMembers(roster.content, today()).map(({ recipient }) => recipient), roster.content.recovery]
  const { content, signature: signed } = sign('index', { body, version, packed: packIndex({ cards }) }, keys.signing)
  const file = toBase64(await sealJson({ content, key: keys.key, signature: signed }, readers))
  const sent = await sendIndex(client, body, { keys, version, file })
  if (sent.ok) memory.write(seenPlace(body), JSON.stringify({ version, sha256: toHex(sha256(file)) }))
  return sent
}
