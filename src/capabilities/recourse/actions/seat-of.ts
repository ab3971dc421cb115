import { civilDate } from '../../../foundation/civil-date.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { CITIZEN } from '../core/vault/filing.ts'
import type { Body } from './read-body.ts'

/** Who a key is to a body today. `custodian`: its place among the three. */
export type Seat =
  | { readonly kind: 'member'; readonly holder: string }
  | { readonly kind: 'custodian'; readonly index: number }
  | { readonly kind: 'citizen'; readonly holder: typeof CITIZEN }
  /** Whom the body hears: no case opens for it. */
  | { readonly kind: 'authority' }
  | { readonly kind: 'root' }

/** `undefined`: nobody, as far as the newest roster says. A citizen has a seat in their own case alone. */
export function seatOf(body: Body, key: string, now: Date): Seat | undefined {
  const roster = body.rosters.at(-1)
  const member = roster && sittingMembers(roster.content, civilDate(now)).find((one) => one.key === key)
  if (member) return { kind: 'member', holder: member.id }
  const index = roster?.content.custodians.findIndex((one) => one.key === key) ?? -1
  if (index >= 0) return { kind: 'custodian', index }
  if (roster?.content.authority?.key === key) return { kind: 'authority' }
  return body.root === key ? { kind: 'root' } : undefined
}
