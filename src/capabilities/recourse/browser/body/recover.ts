import { toBase64, fromBase64 } from '../../../../foundation/base64.ts'
import { fromHex, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import { caseIdOf, openGrant, verifyEpochs } from '../../core/vault/epoch.ts'
import { grantAll, type Holder } from '../../core/vault/filing.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { rebuildSeed } from '../../core/vault/share-seed.ts'
import { client, today } from '../shared/device.ts'
import { openBody } from '../shared/open-body.ts'
import { STOPPING, type Given } from './give-past.ts'
import { askRecovery, sendGrants } from '../shared/vault-client.ts'

/** A share as it was printed: 33 bytes in hexadecimal, groups of four. */
export function readShare(text: string): Bytes | undefined {
  const bytes = fromHex(text.toLowerCase().replaceAll(/[^0-9a-f]/g, ''))
  return bytes?.length === 33 ? bytes : undefined
}

export type Recovering = {
  readonly body: string
  /** Who asks: the body's root. */
  readonly root: HolderKeys
  readonly shares: readonly Bytes[]
}

/** Two shares open what was sealed to the recovery key, and give it to every member who sits now. `told`: done, of all. */
export async function recoverCases({ body, root, shares }: Recovering, told: (done: number, all: number) => void): Promise<Result<Given>> {
  // Only a roster that this very root signed, in the journal, says to whom the cases go.
  const opened = await openBody(body, root.key)
  if (!opened.ok) return opened
  const { rosters, newest } = opened.value
  const seed = await rebuildSeed(shares, newest.content.recovery)
  if (!seed) return refuse('shares-wrong')
  const { identity } = await ageKeyOf(seed)
  const holders = sittingMembers(newest.content, today()).map(({ id, recipient }) => ({ id, recipient }))
  const asked = await askRecovery(client, body, root)
  if (!asked.ok) return asked
  const unread: string[] = []
  for (const [index, one] of asked.value.cases.entries()) {
    const sent = await recoverOne({ body, root, rosters, identity, holders }, one)
    if (!sent.ok && STOPPING.includes(sent.code)) return sent
    // One case that somebody made so as not to open does not keep the others shut.
    if (!sent.ok) unread.push(caseIdOf(one.citizen))
    told(index + 1, asked.value.cases.length)
  }
  return accept({ given: asked.value.cases.length - unread.length, unread })
}

type Recoverer = {
  readonly body: string
  readonly root: HolderKeys
  readonly rosters: readonly SignedRoster[]
  readonly identity: string
  readonly holders: readonly Holder[]
}
type Lost = Extract<Awaited<ReturnType<typeof askRecovery>>, { ok: true }>['value']['cases'][number]

async function recoverOne({ body, root, rosters, identity, holders }: Recoverer, { citizen, epochs, grants }: Lost): Promise<Result<unknown>> {
  const verified = await verifyEpochs(epochs, { citizen, rosters })
  if (!verified.ok) return verified
  for (const [epoch, document] of verified.value.entries()) {
    const file = fromBase64(grants[epoch] ?? '')
    const opened = file && (await openGrant(document, file, identity))
    if (!opened) return refuse('case-no-grant', { epoch })
    const given = await grantAll(document, opened.seed, holders)
    const wire = given.map((one) => ({ case: caseIdOf(citizen), epoch, holder: one.holder, file: toBase64(one.file) }))
    const sent = await sendGrants(client, body, { keys: root, grants: wire })
    if (!sent.ok) return sent
  }
  return accept(undefined)
}
