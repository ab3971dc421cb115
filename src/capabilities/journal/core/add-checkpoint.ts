import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseSize } from './checkpoint.ts'
import { HASH_LENGTH } from './merkle.ts'

/** The body of `POST add-checkpoint` (C2SP tlog-witness). */
export type AddCheckpoint = { readonly old: number; readonly proof: readonly Bytes[]; readonly note: string }

const MOST_HASHES = 63

export function writeAddCheckpoint({ old, proof, note }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`
}

export function parseAddCheckpoint(body: string): Result<AddCheckpoint, 'request-malformed'> {
  const end = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n')
  const old = first.startsWith('old ') ? parseSize(first.slice(4)) : undefined
  const hashes = lines.map(fromBase64)
  const proof = hashes.filter((hash) => hash !== undefined).filter(({ length }) => length === HASH_LENGTH)
  if (end < 0 || old === undefined || proof.length !== lines.length || lines.length > MOST_HASHES) return refuse('request-malformed')
  return accept({ old, proof, note: body.slice(end + 2) })
}
