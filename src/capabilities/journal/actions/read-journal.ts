import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { inCity } from '../../../platform/db/database.ts'
import type { Core } from '../../../platform/services.ts'
import type { OpenedCheckpoint } from '../core/open-checkpoint.ts'
import type { Policy } from '../core/policy.ts'
import { parsePolicy } from '../core/policy.ts'
import { leafHash, verifyInclusion } from '../core/merkle.ts'
import { parseLeaf, type Leaf } from '../core/leaf.ts'
import { writeProof } from '../core/proof-file.ts'
import { proveInclusion } from '../core/tile-tree.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { readLeaves } from '../queries/leaves.ts'
import { readPlaces } from '../queries/places.ts'
import { tilesOf } from '../queries/tiles.ts'
import { journalFolder } from './open-publisher.ts'
import { readPublished } from './publish.ts'
import { readStatus, type JournalStatus } from './status.ts'

/** What the public reads now: the policy, the checkpoint that counts under it, and how publishing goes. */
export type PublicJournal = {
  readonly policy: Policy
  readonly published: OpenedCheckpoint | undefined
  readonly status: JournalStatus | undefined
}

/** `undefined`: this city's journal is not open yet. */
export async function readPublicJournal(services: Pick<Core, 'config'>, city: string): Promise<PublicJournal | undefined> {
  const folder = join(journalFolder(services, city), 'public')
  const policy = parsePolicy(await readFile(join(folder, 'policy'), 'utf8').catch(() => ''))
  if (!policy.ok) return undefined
  const [published, status] = await Promise.all([readPublished(folder, policy.value), readStatus(folder)])
  return { policy: policy.value, published, status }
}

/** An entry with its proof under the checkpoint that the public reads now. `holds`: computed, not believed. */
export type ShownEntry = {
  readonly index: number
  readonly text: string
  readonly leaf: Leaf | undefined
  readonly hash: Bytes
  readonly proof: readonly Bytes[]
  readonly checkpoint: OpenedCheckpoint
  readonly proofFile: string
  readonly holds: boolean
}

/** `undefined`: not published, or not there. */
export async function readEntry(services: Pick<Core, 'config' | 'db'>, city: string, index: number): Promise<ShownEntry | undefined> {
  const journal = await readPublicJournal(services, city)
  const checkpoint = journal?.published
  if (checkpoint === undefined || !Number.isSafeInteger(index) || index < 0 || index >= checkpoint.checkpoint.size) return undefined
  const { size, root } = checkpoint.checkpoint
  const [[bytes], proof] = await Promise.all([
    readLeaves(services.db, { city, from: index, count: 1 }),
    proveInclusion({ index, size }, tilesOf(services.db, city)),
  ])
  if (bytes === undefined) return undefined
  const hash = leafHash(bytes)
  return {
    index,
    text: new TextDecoder().decode(bytes),
    leaf: parseLeaf(bytes),
    hash,
    proof,
    checkpoint,
    proofFile: writeProof({ index, hashes: proof, note: checkpoint.note }),
    holds: verifyInclusion({ index, size, leaf: hash, proof, root }),
  }
}

/** Where the act of a deduplication key stands. `waiting`: queued or not published yet. */
export async function findAct(services: Pick<Core, 'config' | 'db'>, city: string, dedup: Uint8Array): Promise<ShownEntry | 'waiting' | 'unknown'> {
  const [place] = await readPlaces(services.db, { city, dedups: [dedup] })
  if (place !== undefined) return (await readEntry(services, city, place.index)) ?? 'waiting'
  return (await isQueued(services, city, dedup)) ? 'waiting' : 'unknown'
}

async function isQueued({ db }: Pick<Core, 'db'>, city: string, dedup: Uint8Array): Promise<boolean> {
  const row = await inCity(db, city, (tx) =>
    tx.selectFrom('journal.queue').where('city', '=', city).where('dedup', '=', Buffer.from(dedup)).select('queued_at').executeTakeFirst(),
  )
  return row !== undefined
}
