import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseAddCheckpoint } from '../core/add-checkpoint.ts'
import { parseCheckpoint, type Checkpoint } from '../core/checkpoint.ts'
import { judgeExtension, type ExtensionRefusal } from '../core/extension.ts'
import { cosignatureBytes, cosignedMessage, parseNote, signatureLine, verifyNote, writeNote, type Note, type NoteSignature } from '../core/note.ts'
import type { VerifierKey } from '../core/verifier-key.ts'
import { openRecord, type SigningRecord } from '../signer/record.ts'
import { openSigningKey, takeTurns } from '../signer/signer.ts'

export type WitnessRefusal = 'request-malformed' | 'note-malformed' | 'checkpoint-malformed' | 'origin-unknown' | 'signature-wrong' | ExtensionRefusal

/** One who saw each state of a log, and signs only what continues it (C2SP tlog-witness). */
export type Witness = {
  readonly key: VerifierKey
  /** `body`: that of `POST add-checkpoint`. Answers the cosignature line, once the new state is on the disk. */
  readonly addCheckpoint: (body: string) => Promise<Result<string, WitnessRefusal>>
  /** The last checkpoint that was cosigned, by the lower-case hexadecimal SHA-256 of its log's origin. */
  readonly latest: (originHash: string) => string | undefined
  readonly close: () => Promise<void>
}

export type WitnessPlace = { readonly folder: string; readonly logs: readonly VerifierKey[]; readonly clock: () => Date }

/** `folder`: its key and, for each log, a record that only grows. Throws when the folder has no key or a record cannot be read. */
export async function openWitness({ folder, logs, clock }: WitnessPlace): Promise<Witness> {
  const own = await openSigningKey(folder)
  if (own?.key.kind !== 'witness') throw new Error(`${folder} holds no key of a witness`)
  await mkdir(join(folder, 'records'), { recursive: true, mode: 0o700 })
  const watched = new Map<string, { readonly log: VerifierKey; readonly record: SigningRecord }>()
  for (const log of logs) watched.set(log.name, { log, record: await openRecord(join(folder, 'records', originHash(log.name))) })

  const addOne = async (body: string): Promise<Result<string, WitnessRefusal>> => {
    const request = parseAddCheckpoint(body)
    if (!request.ok) return request
    const read = readCheckpoint(request.value.note)
    if (!read.ok) return read
    const { note, checkpoint } = read.value
    const place = watched.get(checkpoint.origin)
    if (place === undefined) return refuse('origin-unknown', { origin: checkpoint.origin })
    const signed = await verifyNote(note, [place.log])
    if (!signed.ok) return refuse('signature-wrong')
    await place.record.refresh()
    const judged = judgeExtension(place.record.latest(), { old: request.value.old, proof: request.value.proof, next: checkpoint })
    if (!judged.ok) return judged
    const time = Math.floor(clock().getTime() / 1000)
    const bytes = cosignatureBytes(time, own.sign(cosignedMessage(note.text, time)))
    const line: NoteSignature = { name: own.key.name, keyId: own.key.id, bytes }
    const kept = writeNote({ text: note.text, signatures: [...signed.value.map(({ signature }) => signature), line] })
    await place.record.append({ size: checkpoint.size, root: checkpoint.root, note: kept, time })
    return accept(signatureLine(line))
  }
  const turn = takeTurns()
  return {
    key: own.key,
    addCheckpoint: (body) => turn(() => addOne(body)),
    latest: (hash) => {
      const place = [...watched.values()].find(({ log }) => originHash(log.name) === hash)
      const note = place?.record.latest().note
      return note === '' ? undefined : note
    },
    close: async () => void (await Promise.all([...watched.values()].map(({ record }) => record.close()))),
  }
}

function readCheckpoint(source: string): Result<{ readonly note: Note; readonly checkpoint: Checkpoint }, 'note-malformed' | 'checkpoint-malformed'> {
  const note = parseNote(source)
  if (!note.ok) return note
  const checkpoint = parseCheckpoint(note.value.text)
  return checkpoint.ok ? accept({ note: note.value, checkpoint: checkpoint.value }) : checkpoint
}

/** Lower-case hexadecimal SHA-256 of the origin, without a newline. */
export function originHash(origin: string): string {
  return createHash('sha256').update(origin).digest('hex')
}
