import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { equalBytes } from '../../../foundation/bytes.ts'
import type { Memory } from '../../../foundation/memory.ts'
import { verifyConsistency } from './merkle.ts'
import { openCheckpoint, type OpenedCheckpoint } from './open-checkpoint.ts'
import { parsePolicy, formatPolicy, type Policy } from './policy.ts'
import { hashTilesOf, readPublicText, type PublicLog } from './public-log.ts'
import { proveConsistency } from './tile-tree.ts'
import { writeVerifierKey } from './verifier-key.ts'

/**
 * What a device remembers against what the journal shows now. `first`: nothing was remembered. `grown`: it continues what this device
 * saw. `shrunk`, `forked`, `another-key`: it does not, which is evidence. `another-policy`: other witnesses vouch for it, and not enough of
 * those that this device knew. `unseen`: it could not be read now.
 */
export type JournalSeen = 'first' | 'grown' | 'shrunk' | 'forked' | 'another-key' | 'another-policy' | 'unseen'
/** `opened`: what it shows now, signed as the policy asks; with `unseen` and `another-key` there is none. */
export type Followed = { readonly seen: JournalSeen; readonly opened?: OpenedCheckpoint }

const PLACE = 'visavis-journal'
type Remembered = {
  readonly key: string
  readonly size: number
  readonly root: string
  readonly note: string
  /** Whom this device believed then; absent in what was remembered before that was kept. */
  readonly policy?: string
}

/**
 * Each device keeps the city's journal to what it has shown before, whichever page reads it: one memory for all of them. It asks for no entry,
 * so it tells of none.
 */
export async function followJournal(policy: Policy, { log, memory }: { readonly log: PublicLog; readonly memory: Memory }): Promise<Followed> {
  const key = writeVerifierKey(policy.log)
  const before = remembered(memory)
  if (before !== undefined && before.key !== key) return { seen: 'another-key' }
  const note = await readPublicText(log, 'checkpoint')
  const read = note === undefined ? undefined : await openCheckpoint(policy, note)
  if (read?.ok !== true) return { seen: 'unseen' }
  const opened = read.value
  // Witnesses may be added and leave, as long as those that this device knew first still vouch: a list that is served to one person alone does
  // not. The first list stays the measure: one that asks less, shown once with an honest note, would take its place and then ask nothing.
  if (before?.policy !== undefined && before.policy !== formatPolicy(policy) && !(await isVouched(before.policy, opened.note)))
    return { seen: 'another-policy' }
  const { size, root } = opened.checkpoint
  const seen = before === undefined ? 'first' : await compare(before, { size, root }, log)
  if (seen === 'first' || seen === 'grown')
    memory.write(PLACE, JSON.stringify({ key, size, root: toBase64(root), note: opened.note, policy: before?.policy ?? formatPolicy(policy) }))
  return seen === 'unseen' ? { seen } : { seen, opened }
}

async function isVouched(policy: string, note: string): Promise<boolean> {
  const known = parsePolicy(policy)
  return known.ok && (await openCheckpoint(known.value, note)).ok
}

type Now = { readonly size: number; readonly root: Uint8Array }

async function compare(before: Remembered, now: Now, log: PublicLog): Promise<JournalSeen> {
  const fromRoot = fromBase64(before.root)
  if (now.size < before.size) return 'shrunk'
  if (fromRoot === undefined || before.size === 0) return 'first'
  if (now.size === before.size) return equalBytes(fromRoot, now.root) ? 'grown' : 'forked'
  const proof = await proveConsistency({ from: before.size, to: now.size }, hashTilesOf(log)).catch(() => undefined)
  if (proof === undefined) return 'unseen'
  return verifyConsistency({ from: before.size, to: now.size, fromRoot, toRoot: now.root, proof }) ? 'grown' : 'forked'
}

function remembered(memory: Memory): Remembered | undefined {
  try {
    const read: unknown = JSON.parse(memory.read(PLACE) ?? 'null')
    if (typeof read !== 'object' || read === null || !('key' in read) || !('size' in read) || !('root' in read) || !('note' in read)) return undefined
    const policy = 'policy' in read ? { policy: String(read.policy) } : {}
    return { key: String(read.key), size: Number(read.size), root: String(read.root), note: String(read.note), ...policy }
  } catch {
    return undefined
  }
}
