import type { College, Roster } from './roster.ts'
import { sittingMembers } from './roster.ts'

/** The rule of a kind of body: how many seats, and which colleges must be there or may not outweigh. */
type Rule = {
  readonly least: number
  readonly most: number
  /** Colleges without which the body does not sit. */
  readonly needed: readonly College[]
  /** No college has more than this share of the seats. */
  readonly largestShare: number
}

/** Programme, P11 and P15. Numbers are the project's proposal, for the council's decision to settle. */
export const RULES: Readonly<Record<Roster['kind'], Rule>> = {
  recourse: { least: 3, most: 15, needed: ['citizens'], largestShare: 2 / 3 },
  ethics: { least: 5, most: 21, needed: ['citizens', 'magistrates', 'retired-police'], largestShare: 1 / 2 },
}

export type CompositionFault =
  | 'too-few'
  | 'too-many'
  | 'college-missing'
  | 'college-too-large'
  | 'quorum-out-of-range'
  | 'same-key-twice'
  | 'same-id-twice'
  | 'mandate-reversed'
  | 'custodian-is-member'
  | 'custodian-is-authority'
  | 'no-chair'

export type Fault = { readonly code: CompositionFault; readonly about?: string }

/** Each fault of a roster on the day it is issued; none, and the root may sign it. */
export function compositionFaults(roster: Roster): readonly Fault[] {
  return [...seatFaults(roster), ...keyFaults(roster)]
}

function seatFaults(roster: Roster): readonly Fault[] {
  const rule = RULES[roster.kind]
  const sitting = sittingMembers(roster, roster.issued)
  const colleges = new Map<College, number>()
  for (const { college } of sitting) colleges.set(college, (colleges.get(college) ?? 0) + 1)
  const faults: Fault[] = []
  if (sitting.length < rule.least) faults.push({ code: 'too-few', about: String(rule.least) })
  if (sitting.length > rule.most) faults.push({ code: 'too-many', about: String(rule.most) })
  for (const college of rule.needed) if (!colleges.has(college)) faults.push({ code: 'college-missing', about: college })
  for (const [college, seats] of colleges) if (seats > sitting.length * rule.largestShare) faults.push({ code: 'college-too-large', about: college })
  if (roster.quorum * 2 <= sitting.length || roster.quorum > sitting.length) faults.push({ code: 'quorum-out-of-range' })
  if (!sitting.some(({ role }) => role === 'chair')) faults.push({ code: 'no-chair' })
  for (const { id, from, until } of roster.members) if (until < from) faults.push({ code: 'mandate-reversed', about: id })
  return faults
}

function keyFaults({ members, custodians, authority, recovery }: Roster): readonly Fault[] {
  const faults: Fault[] = []
  const people = [...members, ...custodians, ...(authority ? [authority] : [])]
  for (const twice of repeated(people.map(({ id }) => id))) faults.push({ code: 'same-id-twice', about: twice })
  for (const twice of repeated(people.flatMap(({ key }) => key))) faults.push({ code: 'same-key-twice', about: twice.slice(0, 16) })
  for (const twice of repeated([...people.map(({ recipient }) => recipient), recovery]))
    faults.push({ code: 'same-key-twice', about: twice.slice(0, 16) })
  const seats = new Set(members.map(({ key }) => key))
  for (const { id, key } of custodians) {
    if (seats.has(key)) faults.push({ code: 'custodian-is-member', about: id })
    if (authority?.key === key) faults.push({ code: 'custodian-is-authority', about: id })
  }
  return faults
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
