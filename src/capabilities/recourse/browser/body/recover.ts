import { toBase64, fromBase64 } from '../../../../foundation/base64.ts'
import { fromHex, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import { caseIdOf, openGrant, verifyEpochs } from '../../core/vault/epoch.ts'
import { grantAll } from '../../core/vault/filing.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers } from '../../core/vault/roster.ts'
import { rebuildSeed } from '../../core/vault/share-seed.ts'
import { client, memory, today } from '../shared/device.ts'
import { trustBody } from '../shared/trust-body.ts'
import { askBody, askRecovery, sendGrants } from '../shared/vault-client.ts'

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

/** Two shares open what was sealed to the recovery key, and give it to every member who sits now. Answers how many cases. `told`: done, of all. */
export async function recoverCases({ body, root, shares }: Recovering, told: (done: number, all: number) => void): Promise<Result<number>> {
  const served = await askBody(client, body)
  if (!served.ok) return served
  // Only a roster that this very root signed, in the journal, says to whom the cases go.
  const trusted = await trustBody(served.value, { ask: client.ask, memory, today: today(), known: root.key })
  if (!trusted.ok) return trusted
  const { rosters, newest } = trusted.value
  const seed = await rebuildSeed(shares, newest.content.recovery)
  if (!seed) return refuse('shares-wrong')
  const { identity } = await ageKeyOf(seed)
  const holders = sittingMembers(newest.content, today()).map(({ id, recipient }) => ({ id, recipient }))
  const asked = await askRecovery(client, body, root)
  if (!asked.ok) return asked
  for (const [index, one] of asked.value.cases.entries()) {
    const epochs = await verifyEpochs(one.epochs, { citizen: one.citizen, rosters })
    if (!epochs.ok) return epochs
    for (const [number, epoch] of epochs.value.entries()) {
      const file = fromBase64(one.grants[number] ?? '')
      const opened = file && (await openGrant(epoch, file, identity))
      if (!opened) return refuse('case-no-grant', { epoch: number })
      const grants = await grantAll(epoch, opened.seed, holders)
      const sent = await sendGrants(client, body, { keys: root, grants: grants.map(({ holder, file: given }) => ({ case: caseIdOf(one.citizen), epoch: number, holder, file: toBase64(given) })) }) // prettier-ignore
      if (!sent.ok) return sent
    }
    told(index + 1, asked.value.cases.length)
  }
  return accept(asked.value.cases.length)
}
