import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { CaseIndex } from '../../core/case-index.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { client, memory, today } from '../shared/device.ts'
import { readIndex } from './share-index.ts'
import { trustBody } from '../shared/trust-body.ts'
import { askBody, askCases, type CaseRow, type DropRow } from '../shared/vault-client.ts'

/** A member at work: who they are, the body as this device trusts it, the cases as the host lists them. */
export type Desk = {
  readonly body: string
  readonly title: string
  readonly keys: HolderKeys
  readonly id: string
  readonly roster: SignedRoster
  readonly cases: readonly CaseRow[]
  /** Files that were sealed elsewhere and handed in. */
  readonly drops: readonly DropRow[]
  readonly index: CaseIndex
  /** The shared index is there, and does not open for this member yet. */
  readonly indexUnread: boolean
  readonly rosters: readonly SignedRoster[]
}

/** Whoever has no seat today is told so, and sees nothing. */
export async function sitDown(body: string, keys: HolderKeys): Promise<Result<Desk>> {
  const served = await askBody(client, body)
  if (!served.ok) return served
  const trusted = await trustBody(served.value, { ask: client.ask, memory, today: today() })
  if (!trusted.ok) return trusted
  const seat = sittingMembers(trusted.value.newest.content, today()).find(({ key }) => key === keys.key)
  if (!seat) return refuse('signature-wrong')
  const [cases, index] = await Promise.all([askCases(client, body, keys), readIndex({ body, keys, rosters: trusted.value.rosters })])
  if (!cases.ok) return cases
  if (!index.ok) return index
  return accept({
    body,
    title: served.value.profile.title,
    keys,
    id: seat.id,
    roster: trusted.value.newest,
    cases: cases.value.cases,
    drops: cases.value.drops,
    index: index.value.index,
    indexUnread: index.value.unread,
    rosters: trusted.value.rosters,
  })
}
