import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { equalBytes, toHex } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { z } from 'zod'
import { parseLeaf, type Leaf } from '../core/leaf.ts'
import { HASH_LENGTH, leafHash } from '../core/merkle.ts'
import { noteText } from '../core/note.ts'
import { openCheckpoint, type CheckpointRefusal, type OpenedCheckpoint } from '../core/open-checkpoint.ts'
import type { Policy } from '../core/policy.ts'
import { TILE_WIDTH } from '../core/tile.ts'
import { growTree } from '../core/tile-tree.ts'
import { readEntryRange, type PublicLog } from '../core/public-log.ts'

/** What someone who follows a journal remembers: the last checkpoint they verified, and the unfinished tiles of its tree. Texts, to be kept as JSON. */
export const memoryShape = z.object({ size: z.number().int().nonnegative(), root: z.string(), edge: z.array(z.string()), note: z.string() })
export type Memory = z.infer<typeof memoryShape>

export type FollowRefusal = CheckpointRefusal | 'no-checkpoint' | 'shrunk' | 'forked' | 'entries-missing'
export type Followed = {
  readonly opened: OpenedCheckpoint
  readonly memory: Memory
  readonly fresh: readonly { readonly index: number; readonly leaf: Leaf | undefined }[]
}

/**
 * Reads what was added since, and nothing else. The new root is computed from what is remembered and the new entries alone: whatever
 * was removed, changed or inserted before gives another (`forked`).
 */
export async function follow(log: PublicLog, policy: Policy, before: Memory | undefined): Promise<Result<Followed, FollowRefusal>> {
  const note = await log.read('checkpoint')
  if (note === undefined) return refuse('no-checkpoint')
  const opened = await openCheckpoint(policy, noteText(note))
  if (!opened.ok) return opened
  const { size, root } = opened.value.checkpoint
  const from = before?.size ?? 0
  if (size < from) return refuse('shrunk', { from, size })
  const entries = await readEntryRange(log, from, size)
  if (entries === undefined) return refuse('entries-missing', { from, size })
  const edge = (before?.edge ?? []).map((hashes) => fromBase64(hashes) ?? new Uint8Array())
  const grown = growTree(from, edge, Buffer.concat(entries.map(leafHash)))
  if (!equalBytes(grown.root, root)) return refuse('forked', { from, size, root: toHex(root), computed: toHex(grown.root) })
  const memory = { size, root: toBase64(root), edge: edgeAfter(edge, grown.changed, size), note: opened.value.note }
  return accept({ opened: opened.value, memory, fresh: entries.map((entry, at) => ({ index: from + at, leaf: parseLeaf(entry) })) })
}

/** The unfinished tile of each level, as the next addition needs it. */
function edgeAfter(edge: readonly Uint8Array[], changed: ReturnType<typeof growTree>['changed'], size: number): string[] {
  const kept: string[] = []
  for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)]) {
    const width = count % TILE_WIDTH
    const last = changed.filter((tile) => tile.level === level).at(-1)
    const hashes =
      width === 0 ? new Uint8Array() : last?.width === width ? last.hashes : (edge[level] ?? new Uint8Array()).subarray(0, width * HASH_LENGTH)
    kept.push(toBase64(hashes))
  }
  return kept
}
