import { z } from 'zod'
import { fromHex, toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { sha256 } from '../../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { ageKeyOf, type AgeKey } from './age-key.ts'
import type { HolderKeys } from './holder-keys.ts'
import type { SignedRoster } from './roster.ts'
import { sittingMembers } from './roster.ts'
import { sealJson, unsealJson } from './seal.ts'
import { day, hex, recipient, signedShape } from './shapes.ts'
import { hashOf, isSignedBy, sign, type Signed } from './signed.ts'

const epoch = z.strictObject({
  v: z.literal(1),
  case: hex(16),
  /** 0 is opened by the citizen. */
  number: z.int().min(0).max(10_000),
  /** Hash of the epoch before; `null` in epoch 0 alone. */
  previous: hex(32).nullable(),
  /** To whom items of this epoch are sealed: the case's own key. */
  recipient,
  /** The roster whose sitting members were given this epoch, and on which day they sat. */
  roster: z.int().min(1),
  /** Of that roster, signature included: whoever opened the epoch says which one they trusted. */
  rosterHash: hex(32),
  on: day,
  /** Keys of members who stay out of this case, and were not given this epoch; sorted. */
  recused: z.array(hex(32)).max(60),
  author: hex(32),
})

export type Epoch = z.infer<typeof epoch>
export type SignedEpoch = Signed<Epoch>
export const epochFile = signedShape(epoch)

/** Who a case belongs to, as the server is told: Ed25519 key and hash of the locator (hex), and to whom the person's grants are sealed. */
export type CitizenMark = { readonly key: string; readonly locatorHash: string; readonly recipient: string }

/** A case is named by its citizen's keys: a server that swaps them has another case. Hex of 16 bytes. */
export function caseIdOf({ key, locatorHash, recipient }: CitizenMark): string {
  return toHex(sha256(`vav-vault/v1/case\n${key}\n${locatorHash}\n${recipient}`).subarray(0, 16))
}

export type Opening = {
  readonly caseId: string
  readonly previous: SignedEpoch | undefined
  /** 32 random bytes. */
  readonly seed: Bytes
  readonly roster: SignedRoster
  readonly today: string
  /** Keys of members who said that they stay out of the case. */
  readonly recused?: ReadonlySet<string>
}

export async function openEpoch({ caseId, previous, seed, roster, today, recused = new Set() }: Opening, author: HolderKeys): Promise<SignedEpoch> {
  const content: Epoch = {
    v: 1,
    case: caseId,
    number: previous ? previous.content.number + 1 : 0,
    previous: previous ? hashOf(previous) : null,
    recipient: (await ageKeyOf(seed)).recipient,
    roster: roster.content.number,
    rosterHash: hashOf(roster),
    on: today,
    recused: [...recused].sort(),
    author: author.key,
  }
  return sign('epoch', content, author.signing)
}

export type EpochRefusal =
  'epoch-malformed' | 'epoch-other-case' | 'epoch-other-roster' | 'epoch-broken' | 'epoch-early' | 'epoch-forged' | 'epoch-rolled-back'

export type CaseTrust = {
  readonly citizen: CitizenMark
  readonly rosters: readonly SignedRoster[]
  /** How many epochs this device has seen. */
  readonly seen?: number
  /** On a device: no epoch is of a day to come. */
  readonly today?: string
}

/** The same day, or the one before or after: two clocks around midnight. */
export function isNear(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) <= 86_400_000
}

/** Every epoch of a case, first to newest, each opened by its citizen or by a member who sat. */
export async function verifyEpochs(values: readonly unknown[], trust: CaseTrust): Promise<Result<readonly SignedEpoch[], EpochRefusal>> {
  const read = values.map((value) => epochFile.safeParse(value))
  const epochs = read.flatMap(({ data }) => (data ? [data] : []))
  if (epochs.length === 0 || epochs.length !== values.length) return refuse('epoch-malformed')
  if (epochs.length < (trust.seen ?? 0)) return refuse('epoch-rolled-back')
  let before: SignedEpoch | undefined
  for (const one of epochs) {
    const fault = await faultOf(one, before, trust)
    if (fault) return refuse(fault, { epoch: one.content.number })
    before = one
  }
  return accept(epochs)
}

async function faultOf(one: SignedEpoch, before: SignedEpoch | undefined, { citizen, rosters, today }: CaseTrust): Promise<EpochRefusal | undefined> {
  const { content } = one
  if (content.case !== caseIdOf(citizen)) return 'epoch-other-case'
  const follows = content.number === (before ? before.content.number + 1 : 0) && content.previous === (before ? hashOf(before) : null)
  if (!follows || content.roster < (before?.content.roster ?? 1) || content.on < (before?.content.on ?? '')) return 'epoch-broken'
  const roster = rosters[content.roster - 1]
  if (roster === undefined || hashOf(roster) !== content.rosterHash) return 'epoch-other-roster'
  if (today !== undefined && !isNear(content.on, today) && content.on > today) return 'epoch-early'
  const sat = sittingMembers(roster.content, content.on).some(({ key }) => key === content.author)
  const mayOpen = content.author === citizen.key || (before !== undefined && sat)
  return mayOpen && (await isSignedBy('epoch', one, content.author)) ? undefined : 'epoch-forged'
}

export type Circle = { readonly rosters: readonly SignedRoster[]; readonly today: string; readonly recused: ReadonlySet<string> }

/**
 * Whether something may still be sealed to this epoch: everyone who was given it still sits, and stays in the case. When somebody left, whoever
 * writes next opens a new one first; what was read before stays read.
 */
export function isFit({ content }: SignedEpoch, { rosters, today, recused }: Circle): boolean {
  const newest = rosters.at(-1)
  const out = new Set(content.recused)
  if (newest === undefined || out.size !== recused.size || ![...recused].every((key) => out.has(key))) return false
  const sitting = new Set(sittingMembers(newest.content, today).map(({ key }) => key))
  // Whoever opened it has its key, whatever day they wrote on it.
  const isMembers = rosters.some((roster) => roster.content.members.some(({ key }) => key === content.author))
  if (isMembers && !sitting.has(content.author)) return false
  const given = rosters
    .slice(content.roster - 1)
    .flatMap((roster) => membersGiven(roster, content.on, today))
    .filter((key) => !out.has(key))
  return given.every((key) => sitting.has(key)) && recoveryOf(rosters, content.roster) === newest.content.recovery
}

/** Whose mandate has begun, and had not ended when the epoch was opened. */
function membersGiven({ content }: SignedRoster, on: string, today: string): readonly string[] {
  return content.members.filter(({ from, until }) => from <= today && until >= on).map(({ key }) => key)
}

function recoveryOf(rosters: readonly SignedRoster[], number: number): string | undefined {
  return rosters[number - 1]?.content.recovery
}

/** For each epoch, who may have written in it: the citizen, and members of the rosters in force from its opening to the next one's, in the case. */
export function authorsByEpoch(epochs: readonly SignedEpoch[], { citizen, rosters }: CaseTrust): readonly ReadonlySet<string>[] {
  return epochs.map(({ content }, index) => {
    const last = epochs[index + 1]?.content.roster ?? rosters.length
    const inForce = rosters.slice(content.roster - 1, last)
    const members = inForce.flatMap((roster) => roster.content.members.map(({ key }) => key)).filter((key) => !content.recused.includes(key))
    return new Set([citizen.key, ...members])
  })
}

const grant = z.object({ case: hex(16), epoch: z.int(), seed: hex(32) })

/** A grant: the epoch's seed, sealed to one holder. About 2 kB. */
export function grantTo({ content }: SignedEpoch, seed: Uint8Array, holder: string): Promise<Bytes> {
  return sealJson({ case: content.case, epoch: content.number, seed: toHex(seed) }, [holder])
}

export type OpenedEpoch = { readonly seed: Bytes; readonly age: AgeKey }

/** `undefined` unless it opens with this key, and the seed in it is that of this epoch's recipient. */
export async function openGrant({ content }: SignedEpoch, file: Uint8Array, identity: string): Promise<OpenedEpoch | undefined> {
  const read = grant.safeParse(await unsealJson(file, identity))
  const seed = read.success ? fromHex(read.data.seed) : undefined
  if (!read.success || seed === undefined || read.data.case !== content.case || read.data.epoch !== content.number) return undefined
  const age = await ageKeyOf(seed)
  return age.recipient === content.recipient ? { seed, age } : undefined
}
