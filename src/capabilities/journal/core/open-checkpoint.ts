import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { parseNote, verifyNote } from './note.ts'
import { keysOf, meetsQuorum, witnessesAmong, type Policy } from './policy.ts'

/** A checkpoint that counts under a policy. `witnesses`: who of the policy signed, and when (Unix seconds). */
export type OpenedCheckpoint = {
  readonly checkpoint: Checkpoint
  readonly witnesses: readonly { readonly name: string; readonly time: number }[]
  readonly note: string
}

export type CheckpointRefusal =
  'note-malformed' | 'checkpoint-malformed' | 'signature-wrong' | 'note-unsigned' | 'log-unsigned' | 'origin-of-another' | 'quorum-missing'

/** Reads a signed checkpoint: the log's own signature, its own origin, and the quorum of witnesses must all be there. */
export async function openCheckpoint(policy: Policy, source: string): Promise<Result<OpenedCheckpoint, CheckpointRefusal>> {
  const note = parseNote(source)
  if (!note.ok) return note
  const checkpoint = parseCheckpoint(note.value.text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== policy.log.name) return refuse('origin-of-another', { origin: checkpoint.value.origin })
  const verified = await verifyNote(note.value, keysOf(policy))
  if (!verified.ok) return verified
  if (!verified.value.some(({ key }) => key.kind === 'log')) return refuse('log-unsigned')
  const witnesses = witnessesAmong(policy, verified.value)
  if (
    !meetsQuorum(
      policy,
      witnesses.map(({ name }) => name),
    )
  )
    return refuse('quorum-missing', { signed: witnesses.length })
  return accept({ checkpoint: checkpoint.value, witnesses, note: source })
}
