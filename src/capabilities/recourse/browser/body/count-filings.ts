import { civilDate } from '../../../../foundation/civil-date.ts'
import { equalBytes } from '../../../../foundation/bytes.ts'
import type { Memory } from '../../../../foundation/memory.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { followJournal, growTree, leafHash, parseLeaf, publicLogAt, readEntryRange, TILE_WIDTH, type PublicLog } from '../../../journal/core/index.ts'
import { bodyTag } from '../../core/entries.ts'
import { quarterDays, type Quarter } from '../../core/quarter.ts'
import type { Ask } from '../shared/vault-client.ts'
import { journalFault, trustJournal, type JournalRefusal } from '../shared/trust-body.ts'

export type CountRefusal = JournalRefusal | 'journal-broken' | 'journal-old'

const SIDE_BY_SIDE = 8

type Asking = { readonly ask: Ask; readonly memory: Memory }

/**
 * Every filing of a body up to the end of a quarter, as the public journal has it: each entry is read on this device, and together they make the
 * tree that the log and its witnesses signed after that quarter. Answers the lines of those entries. `told`: bundles read, of how many.
 */
export async function readFilingLeaves(
  { ask, memory }: Asking,
  { body, quarter }: { readonly body: string; readonly quarter: Quarter },
  told: (done: number, all: number) => void,
): Promise<Result<ReadonlySet<string>, CountRefusal>> {
  const policy = await trustJournal({ ask, memory })
  if (!policy.ok) return policy
  const log = publicLogAt('/journal', ask)
  // Again, however long this page has been open: the checkpoint is this very hour's.
  const { seen, opened } = await followJournal(policy.value, { log, memory })
  const fault = journalFault(seen)
  if (fault || !opened) return refuse(fault ?? 'journal-unread')
  const { checkpoint, witnesses } = opened
  const { size, root } = checkpoint
  const last = quarterDays(quarter)?.last ?? ''
  const signed = witnesses.map(({ time }) => civilDate(new Date(time * 1000))).sort()
  if (signed.length > 0 && (signed.at(-1) ?? '') <= last) return refuse('journal-old')
  const tag = bodyTag(body)
  const lines = new Set<string>()
  const hashes = new Uint8Array(32 * size)
  const take = (entry: Uint8Array, index: number) => {
    hashes.set(leafHash(entry), 32 * index)
    const leaf = parseLeaf(entry)
    if (leaf?.type === 'filing' && leaf.day <= last && leaf.holderTag !== undefined && equalBytes(leaf.holderTag, tag)) lines.add(lineOf(entry))
  }
  const read = await readAll(log, size, { take, told })
  if (!read) return refuse('journal-unread')
  if (!equalBytes(growTree(0, [], hashes).root, root)) return refuse('journal-broken')
  return accept(lines)
}

/** An entry as the journal shows it. */
export function lineOf(entry: Uint8Array): string {
  return new TextDecoder().decode(entry)
}

type Taking = { readonly take: (entry: Uint8Array, index: number) => void; readonly told: (done: number, all: number) => void }

async function readAll(log: PublicLog, size: number, { take, told }: Taking): Promise<boolean> {
  const count = Math.ceil(size / TILE_WIDTH)
  const queue = Array.from({ length: count }, (_, n) => n)
  let done = 0
  const work = async (): Promise<boolean> => {
    for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
      const from = n * TILE_WIDTH
      const entries = await readEntryRange(log, from, Math.min(size, from + TILE_WIDTH)).catch(() => undefined)
      if (!entries) return false
      entries.forEach((entry, at) => take(entry, from + at))
      told((done += 1), count)
    }
    return true
  }
  return (await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))).every(Boolean)
}
