import { equalBytes, type Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Checkpoint } from './checkpoint.ts'
import { EMPTY_ROOT, verifyConsistency } from './merkle.ts'

/** What someone who watches a log has seen of it last. */
export type View = Pick<Checkpoint, 'size' | 'root'>

export const NOTHING_SEEN: View = { size: 0, root: EMPTY_ROOT }

/** `old`: what the asker believes that we have seen. `proof`: from there to the checkpoint (RFC 6962 §2.1.2). */
export type Extension = { readonly old: number; readonly proof: readonly Bytes[]; readonly next: View }

export type ExtensionRefusal = 'old-above-size' | 'size-differs' | 'root-differs' | 'proof-wrong'

/**
 * May whoever has seen `seen` sign `next`? Only when it continues it: nothing was removed, changed or inserted. The log's own
 * signer and every witness ask this one question, each from its own record (C2SP tlog-witness).
 */
export function judgeExtension(seen: View, { old, proof, next }: Extension): Result<View, ExtensionRefusal> {
  if (old > next.size) return refuse('old-above-size', { old, size: next.size })
  if (old !== seen.size) return refuse('size-differs', { size: seen.size })
  if (next.size === 0 && !equalBytes(next.root, EMPTY_ROOT)) return refuse('proof-wrong')
  if (old === next.size) {
    if (!equalBytes(seen.root, next.root)) return refuse('root-differs', { size: seen.size })
    return proof.length === 0 ? accept(next) : refuse('proof-wrong')
  }
  if (old === 0) return proof.length === 0 ? accept(next) : refuse('proof-wrong')
  const consistent = verifyConsistency({ from: old, to: next.size, fromRoot: seen.root, toRoot: next.root, proof })
  return consistent ? accept(next) : refuse('proof-wrong')
}
