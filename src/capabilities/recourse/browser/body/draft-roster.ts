import { addCivilMonths } from '../../../../foundation/civil-date.ts'
import type { Joining } from '../../core/joining.ts'
import { compositionFaults, type Fault } from '../../core/vault/composition.ts'
import type { Custodian, Member, Role, Roster, SignedRoster } from '../../core/vault/roster.ts'
import { hashOf } from '../../core/vault/signed.ts'

/** What the founder chose on the screen. `taken`: keys that are in the roster, of who was there and of who waits. */
export type Choice = {
  readonly taken: ReadonlySet<string>
  /** By key; `member` where there is none. One chairs. */
  readonly roles: ReadonlyMap<string, Role>
  /** Of those who sit, who is elected again, until the same day as newcomers. */
  readonly renewed: ReadonlySet<string>
  readonly until: string
  readonly notAfter: string
  readonly quorum: number
}

export type Ground = {
  readonly body: string
  readonly kind: Roster['kind']
  readonly today: string
  readonly recovery: string
  readonly before: SignedRoster | undefined
  readonly waiting: readonly Joining[]
}

/** Each seat that there may be: those of the roster before, then who waits. */
export function candidates({ before, waiting }: Pick<Ground, 'before' | 'waiting'>): readonly Joining[] {
  const content = before?.content
  if (!content) return waiting
  const custodians = content.custodians.map((one): Joining => ({ ...one, seat: 'custodian', college: 'experts' }))
  const members = content.members.map(({ id, label, college, recipient, key }): Joining => ({ id, label, seat: 'member', college, recipient, key }))
  const authority = content.authority ? [{ ...content.authority, seat: 'authority' as const, college: 'elected' as const }] : []
  return [...members, ...custodians, ...authority, ...waiting]
}

export type Drafted = { readonly roster: Roster; readonly faults: readonly Fault[] } | { readonly custodians: number }

/** The roster as it would be signed, and what it lacks. Without exactly three custodians there is none. */
export function draftRoster(ground: Ground, choice: Choice): Drafted {
  const { body, kind, today, recovery, before } = ground
  const taken = candidates(ground).filter(({ key }) => choice.taken.has(key))
  const seated = taken.filter(({ seat }) => seat === 'custodian').map(custodianOf)
  const [one, two, three] = seated
  if (!one || !two || !three || seated.length !== 3) return { custodians: seated.length }
  const authority = taken.find(({ seat }) => seat === 'authority')
  const roster: Roster = {
    v: 1,
    body,
    kind,
    number: (before?.content.number ?? 0) + 1,
    previous: before ? hashOf(before) : null,
    issued: today,
    notAfter: choice.notAfter,
    quorum: choice.quorum,
    members: taken.filter(({ seat }) => seat === 'member').map((joining) => memberOf(joining, ground, choice)),
    custodians: [one, two, three],
    recovery,
    authority: authority ? custodianOf(authority) : null,
  }
  return { roster, faults: compositionFaults(roster) }
}

function custodianOf({ id, label, recipient, key }: Joining): Custodian {
  return { id, label, recipient, key }
}

function memberOf({ id, label, college, recipient, key }: Joining, { before, today }: Ground, { roles, until, renewed }: Choice): Member {
  const known = before?.content.members.find((member) => member.key === key)
  const role = roles.get(key) ?? 'member'
  return { id, label, college, role, from: known?.from ?? today, until: known && !renewed.has(key) ? known.until : until, recipient, key }
}

/** The choice with this role for who has this key; whoever chaired before is then a member. */
export function withRole(choice: Choice, key: string, role: Role): Choice {
  const others = [...choice.roles].map(([one, had]): [string, Role] => [one, role === 'chair' && had === 'chair' ? 'member' : had])
  return { ...choice, roles: new Map([...others, [key, role]]) }
}

/** A mandate of three years, a roster of one, the smallest majority. */
export function firstChoice({ before, waiting, today }: Ground): Choice {
  const members = candidates({ before, waiting }).filter(({ seat }) => seat === 'member')
  const kept = before
    ? [...before.content.members, ...before.content.custodians, ...(before.content.authority ? [before.content.authority] : [])]
    : []
  return {
    taken: new Set(kept.map(({ key }) => key)),
    roles: new Map(before?.content.members.map(({ key, role }) => [key, role])),
    renewed: new Set(),
    until: addCivilMonths(today, 36),
    notAfter: addCivilMonths(today, 12),
    quorum: before?.content.quorum ?? Math.max(2, Math.floor(members.length / 2) + 1),
  }
}
