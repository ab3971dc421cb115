import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
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

/** `unread`: there is a file, which this member's key does not open, or which no member signed. */
export type KeptIndex = { readonly version: number; readonly index: CaseIndex; readonly unread: boolean }

const keptShape = z.object({ content: z.strictObject({ body: slug, version: z.int(), packed: z.string() }), key: hex(32), signature })
/** The form before it was packed: begun anew from there, as members open cases. */
const unpackedShape = z.object({ content: z.strictObject({ version: z.int(), cards: z.array(z.json()) }), key: hex(32), signature })
const versionPlace = (body: string) => `visavis-fichier-${body}`
const seenVersion = z.int()

type Reader = { readonly body: string; readonly keys: HolderKeys; readonly rosters: readonly SignedRoster[] }

/** As a member left it; empty when there is none. Nothing that no member signed, and nothing older than this device has read. */
export async function readIndex({ body, keys, rosters }: Reader): Promise<Result<KeptIndex>> {
  const asked = await askIndex(client, body, keys)
  if (!asked.ok) return asked
  const { version, file } = asked.value
  if (file === null) return accept({ version, index: { cards: [] }, unread: false })
  const opened = await unsealJson(fromBase64(file) ?? new Uint8Array(), keys.age.identity)
  const unread = accept({ version, index: { cards: [] }, unread: true })
  const isMembers = (key: string) => rosters.some((roster) => roster.content.members.some((member) => member.key === key))
  const { data: older } = unpackedShape.safeParse(opened)
  if (older && isMembers(older.key) && (await isSignedBy('index', { ...older, content: { body, ...older.content } }, older.key)))
    return accept({ version, index: { cards: [] }, unread: false })
  const { data: kept } = keptShape.safeParse(opened)
  if (!kept) return unread
  const { content, key } = kept
  const isOld = content.version < (recall(memory, versionPlace(body), seenVersion) ?? 0) || content.version !== version || content.body !== body
  if (isOld || !isMembers(key) || !(await isSignedBy('index', kept, key))) return unread
  const index = unpackIndex(content.packed)
  if (!index) return unread
  memory.write(versionPlace(body), JSON.stringify(version))
  return accept({ version, index, unread: false })
}

/**
 * Puts the card of a case in the file; what this member cannot read is left as it is. Another may have written meanwhile: then both are
 * merged, once. Cards of cases that were erased go.
 */
export async function shareCard(
  desk: Reader & { readonly roster: SignedRoster; readonly erased: readonly { readonly case: string }[] },
  card: Card,
): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    const kept = await readIndex(desk)
    if (!kept.ok || kept.value.unread) return
    if (kept.value.index.cards.some((known) => known.case === card.case && known.seq >= card.seq)) return
    const readers = [...sittingMembers(desk.roster.content, today()).map(({ recipient }) => recipient), desk.roster.content.recovery]
    const merged = mergeIndex(kept.value.index, { cards: [card] })
    const version = kept.value.version + 1
    const cards = merged.cards.filter((one) => !desk.erased.some((gone) => gone.case === one.case))
    const { content, signature: signed } = sign('index', { body: desk.body, version, packed: packIndex({ cards }) }, desk.keys.signing)
    const file = await sealJson({ content, key: desk.keys.key, signature: signed }, readers)
    const sent = await sendIndex(client, desk.body, { keys: desk.keys, version, file: toBase64(file) })
    if (sent.ok || sent.code !== 'out-of-date') return
  }
}
