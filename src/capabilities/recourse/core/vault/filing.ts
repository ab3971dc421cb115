import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Json } from '../../../../foundation/canonical-json.ts'
import { sealEnvelope, type Identity, type SealedEnvelope } from './envelope.ts'
import { caseIdOf, grantTo, openEpoch, type CitizenMark, type SignedEpoch } from './epoch.ts'
import { locatorHash, type HolderKeys } from './holder-keys.ts'
import { sealItem, writeItem, type SignedItem } from './item.ts'
import { membersIn, type SignedRoster } from './roster.ts'

/** Holders of a grant who are no members, by the names that the server knows them under. */
export const CITIZEN = 'citizen'
export const RECOVERY = 'recovery'

export type Holder = { readonly id: string; readonly recipient: string }

export type Holding = { readonly today: string; /** The citizen's recipient. */ readonly citizen: string; readonly recused?: ReadonlySet<string> }

/** Everyone who is given an epoch: members who sit and stay in the case, the citizen, and the body's recovery key. */
export function holdersOf({ content }: SignedRoster, { today, citizen, recused }: Holding): readonly Holder[] {
  const members = membersIn(content, { today, recused: recused ?? new Set() }).map(({ id, recipient }) => ({ id, recipient }))
  return [...members, { id: CITIZEN, recipient: citizen }, { id: RECOVERY, recipient: content.recovery }]
}

export type Grant = { readonly holder: string; readonly file: Bytes }

/** What is sent, whole, to the server; and what the device keeps. */
export type Filing = {
  readonly caseId: string
  readonly citizen: CitizenMark
  readonly epoch: SignedEpoch
  readonly grants: readonly Grant[]
  readonly envelope: SealedEnvelope
  readonly item: Bytes
}

export type FilingPlan = {
  readonly citizen: HolderKeys
  readonly roster: SignedRoster
  readonly today: string
  /** To the hour. */
  readonly time: string
  readonly account: Json
  readonly identity: Identity
  readonly random: (length: number) => Bytes
}

/** A case, sealed on the device: epoch 0, a grant to each holder, the envelope, the first item. */
export async function sealFiling(plan: FilingPlan): Promise<{ readonly filing: Filing; readonly first: SignedItem }> {
  const { citizen, roster, today, random } = plan
  const mark = markOf(citizen)
  const caseId = caseIdOf(mark)
  const seed = random(32)
  const epoch = await openEpoch({ caseId, previous: undefined, seed, roster, today }, citizen)
  const grants = await grantAll(epoch, seed, holdersOf(roster, { today, citizen: citizen.age.recipient }))
  const first = writeItem({ kind: 'account', time: plan.time, body: plan.account }, { epoch, before: undefined }, citizen)
  const envelope = await sealEnvelope(plan.identity, random(32), { caseId, roster: roster.content })
  const filing = { caseId, citizen: mark, epoch, grants, envelope, item: await sealItem(first, epoch) }
  return { filing, first }
}

export function grantAll(epoch: SignedEpoch, seed: Bytes, holders: readonly Holder[]): Promise<readonly Grant[]> {
  return Promise.all(holders.map(async ({ id, recipient }) => ({ holder: id, file: await grantTo(epoch, seed, recipient) })))
}

/** What the server is told of a citizen. */
export function markOf({ key, locator, age }: HolderKeys): CitizenMark {
  return { key, locatorHash: locatorHash(locator), recipient: age.recipient }
}
