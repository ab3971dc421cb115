import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'
import { writePublic } from '../../../platform/files/write-public.ts'
import { writeCheckpoint, type Checkpoint } from '../core/checkpoint.ts'
import { writeNote, type Note } from '../core/note.ts'
import { openCheckpoint, type OpenedCheckpoint } from '../core/open-checkpoint.ts'
import { meetsQuorum, type Policy } from '../core/policy.ts'
import { proveConsistency, type ReadTile } from '../core/tile-tree.ts'
import { readHead } from '../queries/head.ts'
import { tilesOf } from '../queries/tiles.ts'
import type { Signer } from '../signer/signer.ts'
import { askWitness, type WitnessProblem } from '../witness/ask-witness.ts'
import { dropParts, exportTiles } from './export-tiles.ts'
import { findAltered } from './find-altered.ts'

/** Everything that publishing one city's journal needs. `folder`: what the public reads. */
export type Publisher = {
  readonly db: Database
  readonly city: string
  readonly folder: string
  readonly policy: Policy
  readonly signer: Signer
  /** Where a witness of the policy is asked; its URL in the policy unless the machine knows better. */
  readonly addressOf: (name: string) => string | undefined
  readonly clock: () => Date
  /** What each witness has seen last, as far as we know; it corrects us. By its name in the policy. */
  readonly seen: Map<string, number>
  /** What came of asking each witness last, whether or not they were enough. By its name in the policy. */
  readonly answered: Map<string, WitnessState>
}

export type WitnessState = {
  readonly name: string
  readonly time: number | undefined
  readonly problem: WitnessProblem | 'no-address' | 'rolled-back' | undefined
}
export type Published = { readonly checkpoint: OpenedCheckpoint; readonly witnesses: readonly WitnessState[]; readonly grown: boolean }
export type PublishRefusal = 'nothing-to-publish' | 'signer-refused' | 'quorum-missing' | 'rolled-back' | 'entry-altered'

/** The checkpoint that the public reads now, under this policy. */
export async function readPublished(folder: string, policy: Policy): Promise<OpenedCheckpoint | undefined> {
  const note = await readFile(join(folder, 'checkpoint'), 'utf8').catch(() => undefined)
  const opened = note === undefined ? undefined : await openCheckpoint(policy, note)
  return opened?.ok === true ? opened.value : undefined
}

/**
 * Signs the log as it is committed, has it cosigned by all witnesses at once, and publishes it with its quorum: tiles first, the
 * checkpoint last. Without the quorum, what is published stays.
 */
export async function publish(
  publisher: Publisher,
  before: OpenedCheckpoint | undefined,
): Promise<Result<Published & { readonly note: Note }, PublishRefusal>> {
  const { db, city, policy } = publisher
  const head = await readHead(db, city)
  if (head === undefined) return refuse('nothing-to-publish')
  const checkpoint: Checkpoint = { origin: policy.log.name, size: head.size, root: new Uint8Array(head.root) }
  const tiles = tilesOf(db, city)
  const from = before?.checkpoint.size ?? 0
  const altered = await findAltered({ db, city, from, size: head.size })
  if (altered !== undefined) return refuse('entry-altered', { index: altered })
  const signed = await signHead(publisher, checkpoint, tiles)
  if (!signed.ok) return signed
  const [cosigned] = await Promise.all([
    cosign({ ...publisher, before, tiles }, signed.value, checkpoint),
    exportTiles({ ...publisher, from, size: head.size }),
  ])
  for (const { name, time, problem } of cosigned) publisher.answered.set(name, { name, time, problem })
  const signatures = cosigned.flatMap(({ signature }) => signature ?? [])
  const note = { text: signed.value.text, signatures: [...signed.value.signatures, ...signatures] }
  const names = cosigned.flatMap(({ name, signature }) => (signature === undefined ? [] : [name]))
  if (!meetsQuorum(policy, names)) return refuse('quorum-missing', { signed: names.join(' '), size: head.size })
  return release(publisher, { note, checkpoint, before, witnesses: cosigned.map(({ name, time, problem }) => ({ name, time, problem })) })
}

async function signHead({ signer }: Publisher, checkpoint: Checkpoint, tiles: ReadTile): Promise<Result<Note, 'signer-refused' | 'rolled-back'>> {
  const { size: old } = await signer.latest()
  if (old > checkpoint.size) return refuse('rolled-back', { size: checkpoint.size, signed: old })
  const proof = await proveConsistency({ from: old, to: checkpoint.size }, tiles)
  const signature = await signer.sign({ old, proof, next: checkpoint })
  return signature.ok
    ? accept({ text: writeCheckpoint(checkpoint), signatures: [signature.value] })
    : refuse('signer-refused', { code: signature.code })
}

type Cosigning = Publisher & { readonly before: OpenedCheckpoint | undefined; readonly tiles: ReadTile }

async function cosign({ policy, addressOf, seen, before, tiles }: Cosigning, note: Note, { size }: Checkpoint) {
  const prove = (from: number) => proveConsistency({ from, to: size }, tiles)
  return Promise.all(
    policy.witnesses.map(async ({ name, key }) => {
      const url = addressOf(name)
      if (url === undefined) return { name, time: undefined, problem: 'no-address' as const, signature: undefined }
      const answer = await askWitness({ url, key, note, seen: Math.min(seen.get(name) ?? before?.checkpoint.size ?? 0, size), prove }, size)
      if (!answer.ok) return { name, time: undefined, problem: answer.code, signature: undefined }
      seen.set(name, size)
      const { signature, time, corrected } = answer.value
      const earlier = before?.witnesses.some((one) => one.name === name) === true ? before.checkpoint.size : 0
      // It had signed a larger log than it remembers: its folder was put back.
      return { name, time, signature, problem: corrected !== undefined && corrected < earlier ? ('rolled-back' as const) : undefined }
    }),
  )
}

type Release = {
  readonly note: Note
  readonly checkpoint: Checkpoint
  readonly before: OpenedCheckpoint | undefined
  readonly witnesses: readonly WitnessState[]
}

async function release(
  { db, city, folder, clock }: Publisher,
  { note, checkpoint, before, witnesses }: Release,
): Promise<Result<Published & { readonly note: Note }, never>> {
  const source = writeNote(note)
  const grown = checkpoint.size !== before?.checkpoint.size
  if (grown) await keepCheckpoint({ db, city, now: clock() }, checkpoint, source)
  await writePublic(folder, [{ path: 'checkpoint', bytes: utf8(source) }])
  if (grown) await dropParts(folder, before?.checkpoint.size ?? 0, checkpoint.size)
  const signed = witnesses.flatMap(({ name, time }) => (time === undefined ? [] : [{ name, time }]))
  return accept({ note, grown, witnesses, checkpoint: { checkpoint, witnesses: signed, note: source } })
}

type Keeping = { readonly db: Database; readonly city: string; readonly now: Date }

async function keepCheckpoint({ db, city, now }: Keeping, { size, root }: Checkpoint, note: string): Promise<void> {
  await inCity(db, city, (tx) =>
    tx
      .insertInto('journal.checkpoints')
      .values({ city, size, root: Buffer.from(root), note, published_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}
