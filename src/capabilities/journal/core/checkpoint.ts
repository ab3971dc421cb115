import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { EMPTY_ROOT, HASH_LENGTH } from './merkle.ts'
import { isKeyName } from './verifier-key.ts'

/** What a log says of itself (C2SP tlog-checkpoint). `root`: 32 bytes. `origin`: the log's name, a URL without its scheme. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Bytes }

/** Three lines, nothing else: extension lines are refused. Unsigned. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

export function parseCheckpoint(text: string): Result<Checkpoint, 'checkpoint-malformed'> {
  const [origin = '', size = '', encoded = '', end, ...more] = text.split('\n')
  const count = parseSize(size)
  const root = fromBase64(encoded)
  if (!isKeyName(origin) || count === undefined || root?.length !== HASH_LENGTH || end !== '' || more.length > 0)
    return refuse('checkpoint-malformed')
  return accept({ origin, size: count, root })
}

/** Decimal, without a leading zero, below 2^53. */
export function parseSize(text: string): number | undefined {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return undefined
  const size = Number(text)
  return Number.isSafeInteger(size) ? size : undefined
}

/** The newest checkpoint that a device quotes in a receipt: the receipt was signed after it. `rootPrefix`: 8 bytes. */
export type Anchor = { readonly size: number; readonly rootPrefix: Bytes }

export function anchorAt({ size, root }: Pick<Checkpoint, 'size' | 'root'>): Anchor {
  return { size, rootPrefix: new Uint8Array(root.subarray(0, 8)) }
}

/** Before anything was published: the empty tree. */
export const EMPTY_ANCHOR: Anchor = anchorAt({ size: 0, root: EMPTY_ROOT })
