import { equalBytes } from '../../../foundation/bytes.ts'
import { parseCheckpoint, type Checkpoint } from '../core/checkpoint.ts'
import { verifyConsistency } from '../core/merkle.ts'
import { parseNote, verifyNote } from '../core/note.ts'
import type { Policy } from '../core/policy.ts'
import { proveConsistency, type ReadTile } from '../core/tile-tree.ts'
import { fetchView } from './ask-witness.ts'
import { originHash } from './witness.ts'

/** What one who was asked holds. `view`: signed by the log, and by the witness itself where it is one. */
export type HeldView = { readonly who: string } & (
  | { readonly kind: 'view'; readonly checkpoint: Checkpoint; readonly time: number | undefined; readonly note: string }
  | { readonly kind: 'unreachable' | 'nothing' | 'unsigned' }
)

/** `split`: two notes that no single history explains. Both are proof against the log, for anyone to show. */
export type ViewConflict = {
  readonly kind: 'split' | 'unproven'
  readonly one: HeldView & { kind: 'view' }
  readonly other: HeldView & { kind: 'view' }
}

export type CheckWitnesses = {
  readonly policy: Policy
  readonly published: string | undefined
  readonly read: ReadTile
  readonly urlOf: (name: string) => string | undefined
}

/** Asks all witnesses what they hold, and compares each two of those views, and each with what the log publishes. */
export async function checkWitnesses({
  policy,
  published,
  read,
  urlOf,
}: CheckWitnesses): Promise<{ readonly views: readonly HeldView[]; readonly conflicts: readonly ViewConflict[] }> {
  const asked = await Promise.all(policy.witnesses.map(async ({ name }) => askOne(policy, name, urlOf(name))))
  const views = [await judgeView(policy, { who: 'published', note: published }), ...asked]
  const held = views.filter((view) => view.kind === 'view').sort((left, right) => left.checkpoint.size - right.checkpoint.size)
  const conflicts: ViewConflict[] = []
  for (const [index, one] of held.entries()) {
    const other = held[index + 1]
    const verdict = other && (await compare(one.checkpoint, other.checkpoint, read))
    if (other && verdict !== 'same-history' && verdict !== undefined) conflicts.push({ kind: verdict, one, other })
  }
  return { views, conflicts }
}

async function askOne(policy: Policy, name: string, url: string | undefined): Promise<HeldView> {
  if (url === undefined) return { who: name, kind: 'unreachable' }
  try {
    return await judgeView(policy, { who: name, note: await fetchView(url, originHash(policy.log.name)) })
  } catch {
    return { who: name, kind: 'unreachable' }
  }
}

async function judgeView(policy: Policy, { who, note }: { readonly who: string; readonly note: string | undefined }): Promise<HeldView> {
  if (note === undefined) return { who, kind: 'nothing' }
  const parsed = parseNote(note)
  const own = policy.witnesses.find(({ name }) => name === who)?.key
  const verified = parsed.ok ? await verifyNote(parsed.value, own ? [policy.log, own] : [policy.log]) : undefined
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : undefined
  if (verified?.ok !== true || checkpoint?.ok !== true || checkpoint.value.origin !== policy.log.name) return { who, kind: 'unsigned' }
  if (verified.value.length < (own ? 2 : 1)) return { who, kind: 'unsigned' }
  return { who, kind: 'view', checkpoint: checkpoint.value, time: verified.value.find(({ time }) => time !== undefined)?.time, note }
}

/** `unproven`: the log's own tiles do not show that the larger view continues the smaller. */
async function compare(smaller: Checkpoint, larger: Checkpoint, read: ReadTile): Promise<'same-history' | 'split' | 'unproven'> {
  if (smaller.size === larger.size) return equalBytes(smaller.root, larger.root) ? 'same-history' : 'split'
  if (smaller.size === 0) return 'same-history'
  const [from, to] = [smaller.size, larger.size]
  const proof = await proveConsistency({ from, to }, read).catch(() => undefined)
  return proof && verifyConsistency({ from, to, fromRoot: smaller.root, toRoot: larger.root, proof }) ? 'same-history' : 'unproven'
}
