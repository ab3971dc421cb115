import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { caseIndex, cardOf, mergeIndex, type CaseIndex } from '../../core/case-index.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { sealJson, unsealJson } from '../../core/vault/seal.ts'
import { client, today } from '../shared/device.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { askIndex, sendIndex } from '../shared/vault-client.ts'

export type KeptIndex = { readonly version: number; readonly index: CaseIndex }

/** As the members left it; empty when there is none, or when this member was not given it yet. */
export async function readIndex(body: string, keys: HolderKeys): Promise<Result<KeptIndex>> {
  const asked = await askIndex(client, body, keys)
  if (!asked.ok) return asked
  const file = fromBase64(asked.value.file ?? '')
  const read = file && file.length > 0 ? caseIndex.safeParse(await unsealJson(file, keys.age.identity)) : undefined
  return accept({ version: asked.value.version, index: read?.success ? read.data : { cards: [] } })
}

/** Adds a case that was just opened. Another member may have written meanwhile: then theirs and ours are merged, once. */
export async function shareCard(
  desk: { readonly body: string; readonly keys: HolderKeys; readonly roster: SignedRoster },
  { open }: Opened,
): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    const kept = await readIndex(desk.body, desk.keys)
    if (!kept.ok) return
    const card = cardOf(open.caseId, open.items, open.citizen.key)
    if (kept.value.index.cards.some((known) => known.case === card.case && known.seq >= card.seq)) return
    const readers = [...sittingMembers(desk.roster.content, today()).map(({ recipient }) => recipient), desk.roster.content.recovery]
    const merged = mergeIndex(kept.value.index, { cards: [card] })
    const file = await sealJson({ cards: merged.cards.map((one) => ({ ...one })) }, readers)
    const sent = await sendIndex(client, desk.body, { keys: desk.keys, version: kept.value.version + 1, file: toBase64(file) })
    if (sent.ok || sent.code !== 'out-of-date') return
  }
}
