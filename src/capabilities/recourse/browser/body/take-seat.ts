import { accept, type Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { custodianBy } from '../../core/vault/succession.ts'
import { openBody } from '../shared/open-body.ts'
import { bureauOf, type Bureau } from './bureau.ts'
import { custodyOf, type Custody } from './custody.ts'
import { deskOf, type Desk } from './desk.ts'

/** What a key opens in a body today. */
export type Seat =
  | { readonly kind: 'custodian'; readonly custody: Custody }
  /** A custodian who left: nothing opens for them but what they hand over. */
  | { readonly kind: 'former'; readonly custody: Custody }
  | { readonly kind: 'authority'; readonly bureau: Bureau }
  | { readonly kind: 'member'; readonly desk: Desk }

/** Where the roster that this device trusts puts this key; `signature-wrong`: nowhere. */
export async function takeSeat(body: string, keys: HolderKeys): Promise<Result<Seat>> {
  const opened = await openBody(body)
  if (!opened.ok) return opened
  const { content } = opened.value.newest
  if (content.custodians.some(({ key }) => key === keys.key)) return accept({ kind: 'custodian', custody: custodyOf(opened.value, keys) })
  if (content.authority?.key === keys.key) {
    const bureau = await bureauOf(opened.value, keys)
    return bureau.ok ? accept({ kind: 'authority', bureau: bureau.value }) : bureau
  }
  const isMember = content.members.some(({ key }) => key === keys.key)
  if (!isMember && custodianBy(opened.value.rosters, keys.key)) return accept({ kind: 'former', custody: custodyOf(opened.value, keys) })
  const desk = await deskOf(opened.value, keys)
  return desk.ok ? accept({ kind: 'member', desk: desk.value }) : desk
}
