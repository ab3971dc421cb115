import { z } from 'zod'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { day, hex, recipient, short, signedShape, slug } from './shapes.ts'
import { hashOf, isSignedBy, type Signed } from './signed.ts'

/** Who is named by a body in its composition. `citizens` and the rest are the colleges of a decision of the council. */
export const COLLEGES = ['citizens', 'magistrates', 'retired-police', 'associations', 'elected', 'lawyers', 'experts'] as const
export type College = (typeof COLLEGES)[number]

/** What a member does in the body. */
export const ROLES = ['chair', 'vice-chair', 'rapporteur', 'member'] as const
export type Role = (typeof ROLES)[number]

const member = z.strictObject({
  /** Chosen at the founding or on joining; never reused. */
  id: slug,
  /** As the public page shows this member: a name with consent, or a function. */
  label: short,
  college: z.enum(COLLEGES),
  role: z.enum(ROLES),
  /** First and last day of the mandate. */
  from: day,
  until: day,
  recipient,
  key: hex(32),
})

const custodian = z.strictObject({ id: slug, label: short, recipient, key: hex(32) })

const roster = z.strictObject({
  v: z.literal(1),
  body: slug,
  kind: z.enum(['recourse', 'ethics']),
  number: z.int().min(1).max(100_000),
  /** SHA-256 of the roster before, in hex; `null` in the first alone. */
  previous: hex(32).nullable(),
  issued: day,
  /** Last day on which devices trust this roster. */
  notAfter: day,
  /** How many sitting members decide. */
  quorum: z.int().min(2).max(100),
  members: z.array(member).min(2).max(60),
  custodians: z.tuple([custodian, custodian, custodian]),
  /** The body's recovery key, in nobody's hands: its seed was split two of three on paper. */
  recovery: recipient,
  /** Whom the body puts questions to and who answers its opinions: the mayor's office, or nobody yet. */
  authority: custodian.nullable(),
})

export type Roster = z.infer<typeof roster>
export type Member = Roster['members'][number]
export type Custodian = Roster['custodians'][number]
export type SignedRoster = Signed<Roster>

const rosterFile = signedShape(roster)

export type RosterRefusal =
  | 'roster-malformed'
  | 'roster-forged'
  | 'roster-other-body'
  | 'roster-expired'
  | 'roster-rolled-back'
  | 'roster-forked'
  | 'roster-gap'
  | 'roster-unjournaled'

/** What a device knows before it trusts a server. */
export type Trust = {
  readonly body: string
  /** The body's root, Ed25519 in hex, from a poster or a receipt; or the one that this device saw first. */
  readonly root: string
  readonly today: string
  /** The newest roster that this device accepted. */
  readonly seen?: { readonly number: number; readonly hash: string }
  /** SHA-256 (hex) of rosters whose entry this device found in the public journal. */
  readonly journaled: (hash: string) => boolean
}

export function readRoster(value: unknown): SignedRoster | undefined {
  const read = rosterFile.safeParse(value)
  return read.success ? read.data : undefined
}

/**
 * The chain of rosters, first to newest: each signed by the root, each naming the one before, each in the journal; the newest in force and
 * no older than the one that this device saw. Nothing is read or written on the word of a chain that this refuses.
 */
export async function verifyRosters(chain: readonly unknown[], trust: Trust): Promise<Result<readonly SignedRoster[], RosterRefusal>> {
  const read = chain.map(readRoster)
  const rosters = read.filter((roster) => roster !== undefined)
  const newest = rosters.at(-1)
  if (newest === undefined || rosters.length !== read.length) return refuse('roster-malformed')
  let previous: string | null = null
  for (const [index, one] of rosters.entries()) {
    const fault = await faultOf(one, { index, previous, trust })
    if (fault) return refuse(fault, { number: one.content.number })
    previous = hashOf(one)
  }
  const late = agedFault(newest, rosters, trust)
  return late ? refuse(late, { number: newest.content.number, until: newest.content.notAfter }) : accept(rosters)
}

type Place = { readonly index: number; readonly previous: string | null; readonly trust: Trust }

async function faultOf(one: SignedRoster, { index, previous, trust }: Place): Promise<RosterRefusal | undefined> {
  if (one.content.body !== trust.body) return 'roster-other-body'
  if (!(await isSignedBy('roster', one, trust.root))) return 'roster-forged'
  if (one.content.number !== index + 1 || one.content.previous !== previous) return 'roster-gap'
  return trust.journaled(hashOf(one)) ? undefined : 'roster-unjournaled'
}

function agedFault(newest: SignedRoster, rosters: readonly SignedRoster[], { today, seen }: Trust): RosterRefusal | undefined {
  if (seen && newest.content.number < seen.number) return 'roster-rolled-back'
  const then = seen && rosters[seen.number - 1]
  if (seen && then && hashOf(then) !== seen.hash) return 'roster-forked'
  return newest.content.notAfter < today ? 'roster-expired' : undefined
}

/** Whose mandate runs on this day (`2027-03-01`). */
export function sittingMembers({ members }: Pick<Roster, 'members'>, today: string): readonly Member[] {
  return members.filter(({ from, until }) => from <= today && today <= until)
}

/** Of them, those who did not say that they stay out. `recused`: their Ed25519 keys. */
export function membersIn(
  roster: Pick<Roster, 'members'>,
  { today, recused }: { readonly today: string; readonly recused: ReadonlySet<string> },
): readonly Member[] {
  return sittingMembers(roster, today).filter(({ key }) => !recused.has(key))
}
