import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { openCheckpoint, type OpenedCheckpoint } from './open-checkpoint.ts'
import { parseSize } from './checkpoint.ts'
import { HASH_LENGTH, leafHash, verifyInclusion } from './merkle.ts'
import type { Policy } from './policy.ts'

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const MOST_HASHES = 63

/** That an entry stands in a log (C2SP tlog-proof), in a file that anyone can keep. `note`: the signed checkpoint. */
export type ProofFile = { readonly index: number; readonly hashes: readonly Bytes[]; readonly note: string }

export function writeProof({ index, hashes, note }: ProofFile): string {
  return `${FIRST_LINE}\nindex ${index}\n${hashes.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`
}

/** Canonical base64 only; the extra data that the format allows is refused, because nothing of ours says what it would mean. */
export function parseProof(text: string): Result<ProofFile, 'proof-malformed'> {
  const [head = '', ...rest] = text.split('\n\n')
  const [first, second = '', ...encoded] = head.split('\n')
  const index = second.startsWith('index ') ? parseSize(second.slice(6)) : undefined
  const hashes = encoded.map(fromBase64).filter((hash) => hash?.length === HASH_LENGTH)
  const whole = hashes.filter((hash) => hash !== undefined)
  if (first !== FIRST_LINE || index === undefined || whole.length !== encoded.length || encoded.length > MOST_HASHES || rest.length === 0)
    return refuse('proof-malformed')
  return accept({ index, hashes: whole, note: rest.join('\n\n') })
}

export type ProofRefusal = 'proof-malformed' | 'proof-of-another' | Extract<Awaited<ReturnType<typeof openCheckpoint>>, { ok: false }>['code']

/** Does this file show that `entry` stands in the policy's log, under a checkpoint that enough witnesses signed? */
export async function verifyProof(
  policy: Policy,
  text: string,
  entry: Uint8Array,
): Promise<Result<OpenedCheckpoint & { readonly index: number }, ProofRefusal>> {
  const proof = parseProof(text)
  if (!proof.ok) return proof
  const opened = await openCheckpoint(policy, proof.value.note)
  if (!opened.ok) return opened
  const { index, hashes } = proof.value
  const { size, root } = opened.value.checkpoint
  if (!verifyInclusion({ index, size, leaf: leafHash(entry), proof: hashes, root })) return refuse('proof-of-another', { index })
  return accept({ ...opened.value, index })
}
