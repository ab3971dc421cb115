import { fromBase64url } from '../../../../foundation/base64url.ts'
import { equalBytes, utf8 } from '../../../../foundation/bytes.ts'
import { addCivilMonths, civilDate } from '../../../../foundation/civil-date.ts'
import {
  followJournal,
  leafOf,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  proofFrom,
  publicLogAt,
  readPublicPolicy,
  verifyProof,
  writeLeaf,
  writeProof,
  type JournalSeen,
  type Policy,
  type ProofGroup,
} from '../../../journal/core/index.ts'
import type { SealedContent } from '../../core/bundle.ts'
import { holderTag } from '../../core/holder.ts'
import { receiptEntry } from '../../core/journal-entry.ts'
import { KEPT_MONTHS } from '../../core/retention.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { memory } from '../../../../ui/device/memory.ts'

/** A receipt that the register holds must stand in the journal within a day at most; most do within seconds. */
const DUE_AFTER_SECONDS = 24 * 3600
/**
 * When the register says that a receipt came is the city's word. The receipt's own time is signed: a phone that was off brings its receipts
 * within days, and one that is still not in the journal after so long is missing, whatever the city says of its coming.
 */
const LATEST_SECONDS = 8 * 24 * 3600

/** A proof that this device verified. `since`: Unix seconds at which the last of its witnesses had signed. `text`: a C2SP tlog-proof. */
export type KeptProof = {
  readonly text: string
  /** The entry as the journal shows it. */
  readonly leaf: string
  readonly index: number
  readonly since: number | undefined
  readonly witnesses: readonly string[]
  readonly log: string
}

/** What the public journal says of a receipt. `refused`: it claims to hold it and the proof does not hold. */
export type Journaling =
  | { readonly kind: 'proven'; readonly proof: KeptProof; readonly seen: JournalSeen }
  | { readonly kind: 'queued'; readonly due: number }
  | { readonly kind: 'missing'; readonly due: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'erased' }
  | { readonly kind: 'unknown' }

const ALARMS = ['shrunk', 'forked', 'another-key', 'another-policy'] as const

/** The journal is no longer the one that this device knows. */
export function seenIsAlarming(seen: JournalSeen): seen is (typeof ALARMS)[number] {
  return ALARMS.some((one) => one === seen)
}

/** Something that its holder must read, and can show. */
export function isAlarming(journal: Journaling): boolean {
  return journal.kind === 'missing' || journal.kind === 'refused' || (journal.kind === 'proven' && seenIsAlarming(journal.seen))
}

export type JournalQuestion = {
  readonly receipt: PortableReceipt
  readonly content: SealedContent
  readonly groups: readonly ProofGroup[]
  /** Unix seconds. */
  readonly now: number
}

/** Everything is computed here: the entry from the receipt and its salt, the root from the proof, the signatures by the policy. */
export async function examineJournal(question: JournalQuestion): Promise<Journaling> {
  const { content, groups, now, receipt } = question
  const { time } = receipt.payload
  if (content.entry === null) {
    const due = Math.min(Math.floor(Date.parse(content.receivedAt) / 1000) + DUE_AFTER_SECONDS, time + LATEST_SECONDS)
    return { kind: now > due ? 'missing' : 'queued', due }
  }
  const log = publicLogAt('/journal', (url, init) => fetch(url, init))
  const policy = await readPublicPolicy(log)
  const group = groups[content.entry.group]
  if (policy === undefined || group === undefined) return { kind: 'unknown' }
  // Salts go with the rows after their time, and not before: until then an entry without one hides what it says.
  if (content.entry.salt === null) return isOver(time, now) ? { kind: 'erased' } : { kind: 'refused', reason: 'salt-missing' }
  const proof = await proveHere(policy, question, group)
  if (typeof proof === 'string') return { kind: 'refused', reason: proof }
  return { kind: 'proven', proof, seen: (await followJournal(policy, { log, memory })).seen }
}

/** `time`, `now`: Unix seconds. */
function isOver(time: number, now: number): boolean {
  return civilDate(new Date(now * 1000)) >= addCivilMonths(civilDate(new Date(time * 1000)), KEPT_MONTHS)
}

/**
 * A proof that came from a file, as it is: what it says of its date and its witnesses counts only when the signatures say it too, and when its
 * entry bears this holder's tag. Otherwise both are left out, and the proof stays to be checked.
 */
export async function checkImported(proof: KeptProof, receipt: PortableReceipt, policy: Policy | undefined): Promise<KeptProof> {
  const unchecked = { ...proof, since: undefined, witnesses: [] }
  const tag = parseLeaf(utf8(proof.leaf))?.holderTag
  if (policy === undefined || tag === undefined || !equalBytes(tag, holderTag(receipt.holderHash))) return unchecked
  const verified = await verifyProof(policy, proof.text, utf8(proof.leaf))
  if (!verified.ok || verified.value.witnesses.length === 0) return unchecked
  const { witnesses, index } = verified.value
  return {
    ...proof,
    index,
    log: policy.log.name,
    since: Math.max(...witnesses.map(({ time }) => time)),
    witnesses: witnesses.map(({ name }) => name),
  }
}

/** The proof, or why it does not hold. */
export async function proveHere(
  policy: Policy,
  { receipt, content }: Omit<JournalQuestion, 'groups' | 'now'>,
  group: ProofGroup,
): Promise<KeptProof | string> {
  const salt = fromBase64url(content.entry?.salt ?? '')
  const note = parseNote(group.note)
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (content.entry === null || salt?.length !== 32 || !checkpoint.ok) return 'proof-malformed'
  const hashes = proofFrom(group.nodes, content.entry.index, checkpoint.value.size)
  if (hashes === undefined) return 'proof-malformed'
  const { payload, payloadBytes, holderHash } = receipt
  const day = civilDate(new Date(payload.time * 1000))
  const entry = receiptEntry({
    keyId: payload.keyId,
    seq: payload.seq,
    day,
    payload: payloadBytes,
    holderHash,
    holderTag: holderTag(holderHash),
    detail: content.detail,
  })
  const leaf = writeLeaf(leafOf(entry, salt))
  const text = writeProof({ index: content.entry.index, hashes, note: group.note })
  const verified = await verifyProof(policy, text, leaf)
  if (!verified.ok) return verified.code
  const { witnesses, index } = verified.value
  const since = witnesses.length === 0 ? undefined : Math.max(...witnesses.map(({ time }) => time))
  return { text, leaf: new TextDecoder().decode(leaf), index, since, witnesses: witnesses.map(({ name }) => name), log: policy.log.name }
}
