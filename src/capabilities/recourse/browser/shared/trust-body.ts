import { z } from 'zod'
import {
  followJournal,
  leafOf,
  publicLogAt,
  readPublicPolicy,
  verifyProof,
  writeLeaf,
  type JournalSeen,
  type Policy,
} from '../../../journal/core/index.ts'
import type { Memory } from '../../../../foundation/memory.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { rosterEntry } from '../../core/entries.ts'
import { readRoster, verifyRosters, type RosterRefusal, type SignedRoster, type Trust } from '../../core/vault/roster.ts'
import { hashOf } from '../../core/vault/signed.ts'
import { hex } from '../../core/vault/shapes.ts'
import { recall } from './recall.ts'
import type { Ask } from './vault-client.ts'

/** What this device remembers of a body: its root, and its newest roster. */
const remembered = z.object({ root: hex(32), number: z.int(), hash: hex(32) })

const PLACE = 'visavis-organe-'

/** Rosters whose proof this page has verified, and the policy that it verified them by. */
const proven = new Map<Policy, Set<string>>()

/** Also by who signs rosters: what this device signed, it has seen. */
export function rememberRoster(
  memory: Memory,
  { content, ...signed }: SignedRoster,
  root: string,
): { readonly number: number; readonly hash: string } {
  const seen = { number: content.number, hash: hashOf({ content, ...signed }) }
  memory.write(PLACE + content.body, JSON.stringify({ root, ...seen }))
  return seen
}

/** Whether this device has seen a roster of this body. */
export function knowsRoster(memory: Memory, body: string): boolean {
  return recall(memory, PLACE + body, remembered) !== undefined
}

/** The hashes of those rosters that stand in the public journal: each proof is computed here, up to its witnesses. */
export async function journaledRosters(
  policy: Policy,
  rosters: readonly unknown[],
  proofs: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const found = proven.get(policy) ?? new Set<string>()
  proven.set(policy, found)
  for (const [index, value] of rosters.entries()) {
    const [roster, proof] = [readRoster(value), proofs[index]]
    if (!roster || !proof || found.has(hashOf(roster))) continue
    const leaf = writeLeaf(leafOf(rosterEntry(roster), new Uint8Array()))
    if ((await verifyProof(policy, proof, leaf)).ok) found.add(hashOf(roster))
  }
  return found
}

export type JournalRefusal = 'journal-unread' | 'journal-other' | 'journal-forked'

/** Read once a page. */
const followed = new WeakMap<Memory, Policy>()

/** The journal that this device knows, or the one that it meets first: whether it is still that one, and continues what was seen of it. */
export async function trustJournal({ ask, memory }: { readonly ask: Ask; readonly memory: Memory }): Promise<Result<Policy, JournalRefusal>> {
  const known = followed.get(memory)
  if (known) return accept(known)
  const log = publicLogAt('/journal', ask)
  const policy = await readPublicPolicy(log)
  if (!policy) return refuse('journal-unread')
  const refused = journalFault((await followJournal(policy, { log, memory })).seen)
  if (refused) return refuse(refused)
  followed.set(memory, policy)
  return accept(policy)
}

export function journalFault(seen: JournalSeen): JournalRefusal | undefined {
  if (seen === 'unseen') return 'journal-unread'
  if (seen === 'another-key' || seen === 'another-policy') return 'journal-other'
  return seen === 'shrunk' || seen === 'forked' ? 'journal-forked' : undefined
}

export type Served = {
  readonly body: string
  readonly root: string | null
  readonly rosters: readonly unknown[]
  readonly proofs: readonly (string | null)[]
}
export type Trusted = { readonly rosters: readonly SignedRoster[]; readonly newest: SignedRoster; readonly trust: Trust }
export type TrustRefusal = RosterRefusal | 'body-unfounded' | 'roster-other-root' | JournalRefusal

/**
 * A body as this device may trust it. `known`: a root that came from elsewhere (a poster, a receipt's page); else the one that this device
 * saw first. What was accepted is remembered: nothing older is accepted after.
 */
export async function trustBody(
  served: Served,
  on: { readonly ask: Ask; readonly memory: Memory; readonly today: string; readonly known?: string },
): Promise<Result<Trusted, TrustRefusal>> {
  const before = recall(on.memory, PLACE + served.body, remembered)
  const root = on.known ?? before?.root ?? served.root
  if (root === null || served.rosters.length === 0) return refuse('body-unfounded')
  if (served.root !== root) return refuse('roster-other-root')
  const policy = await trustJournal(on)
  if (!policy.ok) return policy
  const journaled = await journaledRosters(policy.value, served.rosters, served.proofs)
  // What was seen before had its place in the journal, or was signed on this very device.
  const base = { body: served.body, root, today: on.today, journaled: (hash: string) => journaled.has(hash) || hash === before?.hash }
  const verified = await verifyRosters(served.rosters, before ? { ...base, seen: before } : base)
  if (!verified.ok) return verified
  const newest = verified.value.at(-1)
  if (newest === undefined) return refuse('body-unfounded')
  return accept({ rosters: verified.value, newest, trust: { ...base, seen: rememberRoster(on.memory, newest, root) } })
}
