import { z } from 'zod'
import { fromBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import {
  authorsByEpoch,
  caseIdOf,
  isFit,
  openGrant,
  verifyEpochs,
  type CitizenMark,
  type EpochRefusal,
  type OpenedEpoch,
  type SignedEpoch,
} from './epoch.ts'
import type { HolderKeys } from './holder-keys.ts'
import { readChain, type ChainRefusal, type SignedItem } from './item.ts'
import { verifyRosters, type RosterRefusal, type SignedRoster, type Trust } from './roster.ts'
import { hashOf } from './signed.ts'
import { hex, recipient } from './shapes.ts'

/** What a server answers who asks for a case. Sealed files in base64. */
export const caseAnswer = z.object({
  citizen: z.strictObject({ key: hex(32), locatorHash: hex(32), recipient }),
  rosters: z.array(z.unknown()).min(1).max(10_000),
  epochs: z.array(z.unknown()).min(1).max(10_000),
  /** Those of the asker alone. */
  grants: z.array(z.object({ epoch: z.int().min(0), file: z.string() })),
  items: z.array(z.object({ epoch: z.int().min(0), file: z.string() })).min(1),
})

export type CaseAnswer = z.infer<typeof caseAnswer>

/** What the device keeps between two readings of a case: nothing of it may go back. */
export type SeenCase = { readonly epochs: number; readonly seq: number; readonly hash: string }

export type Reader = {
  readonly keys: HolderKeys
  /** Which case was asked for. */
  readonly caseId: string
  readonly trust: Trust
  readonly seen?: SeenCase
  /** Files that the person goes on without, having been told (`asideNameOf`). */
  readonly aside?: ReadonlySet<string>
}

export type OpenCase = {
  readonly caseId: string
  readonly citizen: CitizenMark
  readonly rosters: readonly SignedRoster[]
  readonly epochs: readonly SignedEpoch[]
  readonly opened: readonly (OpenedEpoch | undefined)[]
  readonly items: readonly SignedItem[]
  /** Files after the newest item which fit nowhere, and which the reader goes on without. */
  readonly aside: readonly string[]
  /** Keys of members who said that they stay out of this case. */
  readonly recused: ReadonlySet<string>
  /** Whether what is written next may be sealed to the newest epoch, or needs one of its own. */
  readonly fit: boolean
  readonly seen: SeenCase
}

export type CaseRefusal = 'case-malformed' | 'case-other' | 'case-no-grant' | RosterRefusal | EpochRefusal | ChainRefusal

/** A case as its authors left it, or the first thing that the server changed. Nothing is shown, and nothing written, on a refusal. */
export async function openCase(value: unknown, { keys, caseId, trust, seen, aside }: Reader): Promise<Result<OpenCase, CaseRefusal>> {
  const { data: answer } = caseAnswer.safeParse(value)
  if (!answer) return refuse('case-malformed')
  const { citizen } = answer
  if (caseIdOf(citizen) !== caseId) return refuse('case-other')
  const rosters = await verifyRosters(answer.rosters, trust)
  if (!rosters.ok) return rosters
  const caseTrust = { citizen, rosters: rosters.value, today: trust.today }
  const epochs = await verifyEpochs(answer.epochs, seen ? { ...caseTrust, seen: seen.epochs } : caseTrust)
  if (!epochs.ok) return epochs
  const opened = await Promise.all(epochs.value.map((epoch, index) => openOwn(answer, { epoch, index, identity: keys.age.identity })))
  if (opened.at(-1) === undefined) return refuse('case-no-grant', { epoch: opened.length - 1 })
  const sealed = answer.items.map(({ epoch, file }) => ({ epoch, file: fromBase64(file) ?? new Uint8Array() }))
  const reading = { caseId, identities: opened.map((one) => one?.age.identity), authors: authorsByEpoch(epochs.value, caseTrust) }
  const chain = await readChain(sealed, { ...reading, ...(seen && { seen }), ...(aside && { aside }) })
  if (!chain.ok) return chain
  const { items } = chain.value
  const last = items.at(-1)
  const newest = epochs.value.at(-1)
  if (last === undefined || newest === undefined) return refuse('case-malformed')
  const recused = recusedIn(items, citizen.key)
  const fit = isFit(newest, { rosters: rosters.value, today: trust.today, recused })
  const now = { epochs: epochs.value.length, seq: last.content.seq, hash: hashOf(last) }
  return accept({ caseId, citizen, rosters: rosters.value, epochs: epochs.value, opened, ...chain.value, recused, fit, seen: now })
}

/** Whoever writes that they stay out, does: their own key, and nobody else's. */
function recusedIn(items: readonly SignedItem[], citizen: string): ReadonlySet<string> {
  return new Set(items.filter(({ content }) => content.kind === 'recusal' && content.author !== citizen).map(({ content }) => content.author))
}

async function openOwn(
  { grants }: CaseAnswer,
  { epoch, index, identity }: { readonly epoch: SignedEpoch; readonly index: number; readonly identity: string },
): Promise<OpenedEpoch | undefined> {
  for (const grant of grants) {
    const file = grant.epoch === index ? fromBase64(grant.file) : undefined
    const opened = file && (await openGrant(epoch, file, identity))
    if (opened) return opened
  }
  return undefined
}
