import { randomBytes } from 'node:crypto'
import { ageKeyOf } from '../../capabilities/recourse/core/vault/age-key.ts'
import { NOBODY } from '../../capabilities/recourse/core/vault/envelope.ts'
import { keysOf, type HolderKeys } from '../../capabilities/recourse/core/vault/holder-keys.ts'
import { sealFiling, type Filing } from '../../capabilities/recourse/core/vault/filing.ts'
import type { SignedItem } from '../../capabilities/recourse/core/vault/item.ts'
import type { College, Member, Roster, SignedRoster } from '../../capabilities/recourse/core/vault/roster.ts'
import { hashOf, sign } from '../../capabilities/recourse/core/vault/signed.ts'
import type { Bytes } from '../../foundation/bytes.ts'
import type { Json } from '../../foundation/canonical-json.ts'
import { ed25519PublicKey } from '../../foundation/signature.ts'
import { toHex } from '../../foundation/bytes.ts'

/** The people of a body, with real keys: for tests and benches. */
export const TODAY = '2027-03-01'
export const HOUR = '2027-03-01T09'

export function random(length: number): Bytes {
  return new Uint8Array(randomBytes(length))
}

/** `secret`: what twelve words carry. */
export type CastMember = { readonly seat: Member; readonly keys: HolderKeys; readonly secret: Bytes }

export async function castMember(id: string, college: College, more: Partial<Member> = {}): Promise<CastMember> {
  const secret = random(16)
  const keys = await keysOf(secret)
  const seat: Member = {
    id,
    label: `Membre ${id}`,
    college,
    role: 'member',
    from: '2026-01-01',
    until: '2029-12-31',
    recipient: keys.age.recipient,
    key: keys.key,
    ...more,
  }
  return { seat, keys, secret }
}

export type CastBody = {
  readonly root: string
  readonly rootSeed: Bytes
  readonly recoverySeed: Bytes
  readonly members: readonly CastMember[]
  readonly custodians: readonly HolderKeys[]
  readonly authority: HolderKeys
  /** Behind the authority's twelve words. */
  readonly authoritySecret: Bytes
  readonly rosters: readonly SignedRoster[]
}

const SEATS: readonly (readonly [string, College, Partial<Member>])[] = [
  ['amina', 'citizens', { role: 'chair' }],
  ['basile', 'citizens', {}],
  ['claire', 'associations', {}],
]

/** `today`: the day on which its first roster is signed. */
export async function castBody(body = 'recours-amiens', today = TODAY): Promise<CastBody> {
  const rootSeed = random(32)
  const recoverySeed = random(32)
  const members = await Promise.all(SEATS.map(([id, college, more]) => castMember(id, college, more)))
  const authoritySecret = random(16)
  const [one, two, three, authority] = await Promise.all([keysOf(random(16)), keysOf(random(16)), keysOf(random(16)), keysOf(authoritySecret)])
  const content: Roster = {
    v: 1,
    body,
    kind: 'recourse',
    number: 1,
    previous: null,
    issued: today,
    notAfter: '2028-12-31',
    quorum: 2,
    members: members.map(({ seat }) => seat),
    custodians: [custodian('garde-1', one), custodian('garde-2', two), custodian('garde-3', three)],
    recovery: (await ageKeyOf(recoverySeed)).recipient,
    authority: custodian('mairie', authority),
  }
  const root = toHex(ed25519PublicKey(rootSeed))
  return {
    root,
    rootSeed,
    recoverySeed,
    members,
    custodians: [one, two, three],
    authority,
    authoritySecret,
    rosters: [sign('roster', content, rootSeed)],
  }
}

function custodian(id: string, { key, age }: HolderKeys): Roster['custodians'][number] {
  return { id, label: id, key, recipient: age.recipient }
}

/** The next roster, with these members. */
export function nextRoster(body: CastBody, members: readonly CastMember[], more: Partial<Roster> = {}): CastBody {
  const newest = newestOf(body)
  const content: Roster = {
    ...newest.content,
    number: newest.content.number + 1,
    previous: hashOf(newest),
    members: members.map(({ seat }) => seat),
    ...more,
  }
  return { ...body, members, rosters: [...body.rosters, sign('roster', content, body.rootSeed)] }
}

export function newestOf({ rosters }: Pick<CastBody, 'rosters'>): SignedRoster {
  const newest = rosters.at(-1)
  if (newest === undefined) throw new Error('a body has a roster')
  return newest
}

export type CastCase = { readonly citizen: HolderKeys; readonly secret: Bytes; readonly filing: Filing; readonly first: SignedItem }

/** Filed on the day of the newest roster. `account`: what is told. */
export async function castCase(body: CastBody, account: Json = { text: 'On m’a contrôlé trois fois.' }, identity = NOBODY): Promise<CastCase> {
  const secret = random(16)
  const citizen = await keysOf(secret)
  const roster = newestOf(body)
  const today = roster.content.issued
  const sealed = await sealFiling({ citizen, roster, today, time: `${today}T09`, account, identity, random })
  return { citizen, secret, ...sealed }
}

/** Every roster of this body is in the journal. */
export function trustOf({ root, rosters }: CastBody, body = 'recours-amiens') {
  const journaled = new Set(rosters.map(hashOf))
  return { body, root, today: TODAY, journaled: (hash: string) => journaled.has(hash) }
}
