import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { writeAddCheckpoint } from '../core/add-checkpoint.ts'
import { parseSize } from '../core/checkpoint.ts'
import { parseNote, verifyNote, writeNote, type Note, type NoteSignature } from '../core/note.ts'
import type { VerifierKey } from '../core/verifier-key.ts'
import type { Bytes } from '../../../foundation/bytes.ts'

const PATIENCE_MS = 1000
const LARGEST_ANSWER = 16_384

export type AskWitness = {
  readonly url: string
  readonly key: VerifierKey
  readonly note: Note
  /** The size that the witness has seen, as far as we know. */
  readonly seen: number
  /** A consistency proof from a size to the note's. Rejects when that size is above it. */
  readonly prove: (from: number) => Promise<readonly Bytes[]>
}

export type Cosigned = { readonly signature: NoteSignature; readonly time: number }
export type WitnessProblem = 'unreachable' | 'ahead' | 'refused' | 'answer-wrong'

/**
 * One checkpoint, one cosignature. When the witness has seen another size than we thought (409), asks once more from there.
 * `ahead`: it has seen a larger log than ours, which is what a rolled-back database looks like.
 */
export async function askWitness(
  ask: AskWitness,
  size: number,
): Promise<Result<Cosigned & { readonly corrected: number | undefined }, WitnessProblem>> {
  const first = await post(ask, ask.seen)
  if (first === undefined) return refuse('unreachable')
  if (first.status !== 409) return judge(ask, first, undefined)
  const held = parseSize(first.text.trim())
  if (held === undefined) return refuse('answer-wrong')
  if (held > size) return refuse('ahead', { size: held })
  const second = await post(ask, held)
  return second === undefined ? refuse('unreachable') : judge(ask, second, held)
}

type Answered = { readonly status: number; readonly text: string }

async function post({ url, note, prove }: AskWitness, old: number): Promise<Answered | undefined> {
  const body = writeAddCheckpoint({ old, proof: await prove(old), note: writeNote(note) })
  try {
    const answer = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const text = await answer.text()
    return text.length > LARGEST_ANSWER ? undefined : { status: answer.status, text }
  } catch {
    return undefined
  }
}

async function judge(
  { key, note }: AskWitness,
  { status, text }: Answered,
  corrected: number | undefined,
): Promise<Result<Cosigned & { readonly corrected: number | undefined }, WitnessProblem>> {
  if (status !== 200) return refuse('refused', { status })
  const answered = parseNote(`${note.text}\n${text}`)
  if (!answered.ok) return refuse('answer-wrong')
  const verified = await verifyNote(answered.value, [key])
  const own = verified.ok ? verified.value[0] : undefined
  return own?.time === undefined ? refuse('answer-wrong') : accept({ signature: own.signature, time: own.time, corrected })
}

/** What a witness holds of a log now: its note, unverified. `undefined`: nothing, or it does not say. Rejects when it cannot be reached. */
export async function fetchView(url: string, originHash: string): Promise<string | undefined> {
  const answer = await fetch(`${url.replace(/\/$/, '')}/${originHash}/checkpoint`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5 * PATIENCE_MS),
  })
  return answer.ok ? answer.text() : undefined
}
