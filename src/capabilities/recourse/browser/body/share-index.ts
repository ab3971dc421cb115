import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { caseIndex, cardOf, mergeIndex, type CaseIndex } from '../../core/case-index.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { sealJson, unsealJson } from '../../core/vault/seal.ts'
import { hex, signature } from '../../core/vault/shapes.ts'
import { isSignedBy, sign } from '../../core/vault/signed.ts'
import { client, today } from '../shared/device.ts'
import { recall } from '../shared/recall.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { askIndex, sendIndex } from '../shared/vault-client.ts'

/** `unread`: there is a file, which this member's key does not open, or which no member signed. */
export type KeptIndex = { readonly version: number; readonly index: CaseIndex; readonly unread: boolean }

const keptShape = z.object({ content: z.object({ version: z.int(), cards: z.unknown() }), key: hex(32), signature })
const versionPlace = (body: string) => `visavis-fichier-${body}`
const seenVersion = z.int()

type Reader = { readonly body: string; readonly keys: HolderKeys; readonly rosters: readonly SignedRoster[] }

/** As a member left it; empty when there is none. Nothing that no member signed, and nothing older than this device has read. */
export async function readIndex({ body, keys, rosters }: Reader): Promise<Result<KeptIndex>> {
  const asked = await askIndex(client, body, keys)
  if (!asked.ok) return asked
  const { version, file } = asked.value
  if (file === null) return accept({ version, index: { cards: [] }, unread: false })
  const read = keptShape.safeParse(await unsealJson(fromBase64(file) ?? new Uint8Array(), keys.age.identity))
  const unread = accept({ version, index: { cards: [] }, unread: true })
  if (!read.success) return unread
  const { content, key, signature: signed } = read.data
  const known = rosters.some((roster) => roster.content.members.some((member) => member.key === key))
  const index = caseIndex.safeParse({ cards: content.cards })
  const isOld = content.version < (recall(memory, versionPlace(body), seenVersion) ?? 0) || content.version !== version
  if (!known || !index.success || isOld) return unread
  const document = { body, version: content.version, cards: index.data.cards.map((one) => ({ ...one })) }
  if (!(await isSignedBy('index', { content: document, signature: signed }, key))) return unread
  memory.write(versionPlace(body), JSON.stringify(version))
  return accept({ version, index: index.data, unread: false })
}

/**
 * Adds a case that was just opened; what this member cannot read is left as it is. Another may have written meanwhile: then both are merged, once.
 * Cards of cases that were erased go. */
export async function shareCard(
  desk: Reader & { readonly roster: SignedRoster; readonly erased: readonly { readonly case: string }[] },
  { open }: Opened,
): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    const kept = await readIndex(desk)
    if (!kept.ok || kept.value.unread) return
    // Every member who sits reads this file: of a case that one of them stays out of, it has no words.
    const card = { ...cardOf(open.caseId, open.items, open.citizen.key), ...(open.recused.size > 0 && { text: '' }) }
    if (kept.value.index.cards.some((known) => known.case === card.case && known.seq >= card.seq)) return
    const readers = [...sittingMembers(desk.roster.content, today()).map(({ recipient }) => recipient), desk.roster.content.recovery]
    const merged = mergeIndex(kept.value.index, { cards: [card] })
    const version = kept.value.version + 1
    const cards = merged.cards.filter((one) => !desk.erased.some((gone) => gone.case === one.case)).map((one) => ({ ...one }))
    const signed = sign('index', { body: desk.body, version, cards }, desk.keys.signing).signature
    const file = await sealJson({ content: { version, cards }, key: desk.keys.key, signature: signed }, readers)
    const sent = await sendIndex(client, desk.body, { keys: desk.keys, version, file: toBase64(file) })
    if (sent.ok || sent.code !== 'out-of-date') return
  }
}
