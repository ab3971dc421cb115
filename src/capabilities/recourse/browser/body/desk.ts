import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { CaseIndex } from '../../core/case-index.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { client, today } from '../shared/device.ts'
import { readIndex, type KeptIndex } from './share-index.ts'
import { openBody, type OpenBody } from '../shared/open-body.ts'
import { askCases, type CaseRow, type DropRow } from '../shared/vault-client.ts'

/** A member at work: who they are, the body as this device trusts it, the cases as the host lists them. */
export type Desk = {
  readonly body: string
  readonly title: string
  /** As this device trusts it, Ed25519 in hex. */
  readonly root: string
  readonly keys: HolderKeys
  readonly id: string
  readonly roster: SignedRoster
  readonly cases: readonly CaseRow[]
  /** Files that were sealed elsewhere and handed in. */
  readonly drops: readonly DropRow[]
  /** Cases that were erased. */
  readonly erased: readonly { readonly case: string }[]
  readonly index: CaseIndex
  /** Why the shared index was not read, when it was not. */
  readonly indexUnread: KeptIndex['unread']
  readonly rosters: readonly SignedRoster[]
}

/** Whoever has no seat today is told so, and sees nothing. */
export async function deskOf({ served, newest, rosters, trust }: OpenBody, keys: HolderKeys): Promise<Result<Desk>> {
  const seat = sittingMembers(newest.content, today()).find(({ key }) => key === keys.key)
  if (!seat) return refuse('signature-wrong')
  const { body } = served
  const [asked, read] = await Promise.all([askCases(client, body, keys), readIndex({ body, keys, roster: newest, rosters })])
  if (!asked.ok) return asked
  if (!read.ok) return read
  const { cases, drops, erased } = asked.value
  const { index, unread: indexUnread } = read.value
  return accept({
    body,
    root: trust.root,
    title: served.profile.title,
    keys,
    id: seat.id,
    roster: newest,
    rosters,
    cases,
    drops,
    erased,
    index,
    indexUnread,
  })
}

/** The desk as it is now. */
export async function sitDown(body: string, keys: HolderKeys): Promise<Result<Desk>> {
  const opened = await openBody(body)
  return opened.ok ? deskOf(opened.value, keys) : opened
}
