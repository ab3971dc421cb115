import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { openShare, passShare } from '../../core/vault/envelope.ts'
import { caseIdOf, verifyEpochs } from '../../core/vault/epoch.ts'
import { custodianBy, handOf, placesOf } from '../../core/vault/succession.ts'
import { client } from '../shared/device.ts'
import { askWaitingShares, sendShares } from './custody-client.ts'
import type { Custody } from './custody.ts'

/** `kept`: cases whose share could not go: it did not open, or who came would then hold two. */
export type HandedOver = { readonly handed: number; readonly kept: readonly string[] }

type Waiting = Extract<Awaited<ReturnType<typeof askWaitingShares>>, { ok: true }>['value']['shares'][number]

/** Every share of one who left goes to who came in their place, sealed anew here. What was handed stays handed when this is cut off. */
export async function handOver(custody: Custody, told: (done: number) => void): Promise<Result<HandedOver>> {
  const kept: string[] = []
  let [handed, after] = [0, '']
  for (;;) {
    const asked = await askWaitingShares(client, custody.body, { keys: custody.keys, after })
    if (!asked.ok) return asked
    const shares = []
    for (const one of asked.value.shares) {
      const share = await resealed(custody, one)
      if (share === undefined) kept.push(one.case)
      else shares.push({ case: one.case, share })
    }
    const sent = shares.length > 0 ? await sendShares(client, custody.body, { keys: custody.keys, after, shares }) : accept(undefined)
    if (!sent.ok) return sent
    told((handed += shares.length))
    if (asked.value.last === null) return accept({ handed, kept })
    after = asked.value.last
  }
}

/** To whom the rosters name, and nobody that the host names; `undefined`: to nobody. */
async function resealed({ keys, rosters }: Custody, { case: caseId, citizen, epoch, share }: Waiting): Promise<string | undefined> {
  if (caseIdOf(citizen) !== caseId) return undefined
  const epochs = await verifyEpochs([epoch], { citizen, rosters })
  const first = epochs.ok ? epochs.value[0] : undefined
  const to = first && handOf(placesOf(rosters, first.content.roster), keys.key)?.to
  const successor = custodianBy(rosters, to)
  const file = fromBase64(share)
  const own = file && (await openShare(file, keys.age.identity, caseId))
  return own && successor ? toBase64(await passShare(own, successor.recipient, caseId)) : undefined
}
