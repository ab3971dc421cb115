import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { equalBytes } from '../../../../foundation/bytes.ts'
import {
  openCheckpoint,
  proveConsistency,
  tilePath,
  verifyConsistency,
  writeVerifierKey,
  type Policy,
  type Tile,
} from '../../../journal/core/index.ts'

/**
 * What this device remembers against what the journal shows now. `first`: nothing was remembered. `grown`: it continues what this device
 * saw. `shrunk`, `forked`, `another-key`: it does not, which is evidence. `unseen`: it could not be read now.
 */
export type JournalSeen = 'first' | 'grown' | 'shrunk' | 'forked' | 'another-key' | 'unseen'

const PLACE = 'visavis-journal'
type Remembered = { readonly key: string; readonly size: number; readonly root: string; readonly note: string }

/** Each device that opens a receipt keeps the city's journal to what it has shown before. It asks for no entry, so it tells of none. */
export async function followJournal(policy: Policy): Promise<JournalSeen> {
  const key = writeVerifierKey(policy.log)
  const before = remembered()
  if (before !== undefined && before.key !== key) return 'another-key'
  const note = await fetchText('/journal/checkpoint')
  const opened = note === undefined ? undefined : await openCheckpoint(policy, note)
  if (opened?.ok !== true) return 'unseen'
  const { size, root } = opened.value.checkpoint
  const verdict = before === undefined ? 'first' : await compare(before, { size, root })
  if (verdict === 'first' || verdict === 'grown') remember({ key, size, root: toBase64(root), note: opened.value.note })
  return verdict
}

async function compare(before: Remembered, now: { readonly size: number; readonly root: Uint8Array }): Promise<JournalSeen> {
  const fromRoot = fromBase64(before.root)
  if (now.size < before.size) return 'shrunk'
  if (fromRoot === undefined || before.size === 0) return 'first'
  if (now.size === before.size) return equalBytes(fromRoot, now.root) ? 'grown' : 'forked'
  const proof = await proveConsistency({ from: before.size, to: now.size }, readTile).catch(() => undefined)
  if (proof === undefined) return 'unseen'
  return verifyConsistency({ from: before.size, to: now.size, fromRoot, toRoot: now.root, proof }) ? 'grown' : 'forked'
}

async function readTile(tile: Tile): Promise<Uint8Array> {
  for (const path of new Set([tilePath(tile), tilePath({ ...tile, width: 256 })])) {
    const answer = await fetch(`/journal/${path}`, { credentials: 'omit' })
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  }
  throw new Error('the journal lacks a tile')
}

async function fetchText(path: string): Promise<string | undefined> {
  return fetch(path, { credentials: 'omit', cache: 'no-cache' }).then(
    (answer) => (answer.ok ? answer.text() : undefined),
    () => undefined,
  )
}

function remembered(): Remembered | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null')
    if (typeof read !== 'object' || read === null || !('key' in read) || !('size' in read) || !('root' in read) || !('note' in read)) return undefined
    return { key: String(read.key), size: Number(read.size), root: String(read.root), note: String(read.note) }
  } catch {
    return undefined
  }
}

/** A device that keeps nothing still verifies the proof. */
function remember(seen: Remembered): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(seen))
  } catch {
    // Storage is full, or refused by the person: their choice.
  }
}
