import { equalBytes } from '../../../foundation/bytes.ts'
import { StartRefused } from '../../../platform/config/stop.ts'
import type { View } from '../core/extension.ts'
import { NOTHING_SEEN } from '../core/extension.ts'
import { parseCheckpoint } from '../core/checkpoint.ts'
import { parseNote, verifyNote } from '../core/note.ts'
import { readRoot } from '../core/tile-tree.ts'
import { readHead } from '../queries/head.ts'
import { tilesOf } from '../queries/tiles.ts'
import { fetchView } from '../witness/ask-witness.ts'
import { originHash } from '../witness/witness.ts'
import { readPublished, type Publisher } from './publish.ts'

/**
 * Before anything runs: the database must continue what its signer signed, what the public reads, and what each witness that answers
 * has seen. Throws StartRefused when it is smaller or another: it was rolled back, or changed by hand.
 */
export async function checkHistory(publisher: Publisher): Promise<void> {
  const { db, city, folder, policy, signer } = publisher
  const head = (await readHead(db, city)) ?? NOTHING_SEEN
  const published = await readPublished(folder, policy)
  const views: readonly (readonly [string, View | undefined])[] = [
    ['the signer’s own record', await signer.latest()],
    ['the published checkpoint', published?.checkpoint],
    ...(await Promise.all(policy.witnesses.map(async ({ name }) => [`the witness ${name}`, await viewOf(publisher, name)] as const))),
  ]
  for (const [who, view] of views) {
    if (view === undefined || view.size === 0) continue
    if (view.size > head.size) throw new StartRefused(rolledBack(city, { who, size: view.size, own: head.size }))
    if (!equalBytes(await readRoot(view.size, tilesOf(db, city)), view.root)) throw new StartRefused(otherRoot(city, { who, size: view.size }))
  }
}

/**
 * What a witness holds, when our own signer has signed it: a witness alone cannot keep us from starting. One that cannot be reached,
 * or shows nothing, cannot warn us; the quorum still must sign.
 */
async function viewOf({ policy, addressOf }: Publisher, name: string): Promise<View | undefined> {
  const url = addressOf(name)
  const source = url === undefined ? undefined : await fetchView(url, originHash(policy.log.name)).catch(() => undefined)
  const note = source === undefined ? undefined : parseNote(source)
  const signed = note?.ok === true && (await verifyNote(note.value, [policy.log])).ok
  const checkpoint = signed ? parseCheckpoint(note.value.text) : undefined
  return checkpoint?.ok === true && checkpoint.value.origin === policy.log.name ? checkpoint.value : undefined
}

function rolledBack(city: string, { who, size, own }: { readonly who: string; readonly size: number; readonly own: number }): string {
  return `The database was rolled back: ${who} of the journal of ${city} holds ${size} entries, the database ${own}. Nothing was started. If it was restored from a backup, put the missing entries back from the published files with: npm run visavis -- journal recover --city ${city}`
}

function otherRoot(city: string, { who, size }: { readonly who: string; readonly size: number }): string {
  return `The journal of ${city} was changed: at ${size} entries, ${who} has another root than the database. Nothing was started. Keep this machine as it is and have it examined.`
}
