import { toHex } from '../../../../foundation/bytes.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { ed25519PublicKey } from '../../../../foundation/signature.ts'
import type { Account } from '../../core/case-content.ts'
import { windowOf } from '../../core/preservation.ts'
import { sign } from '../../core/vault/signed.ts'
import { client, random } from './device.ts'
import { untilTaken } from './until-taken.ts'
import { sendDemand } from './vault-client.ts'

export type Preserved = { readonly reference: string; readonly place: string; readonly from: string; readonly to: string }
/** `note`: as the case keeps it. `mailed` false: it is in the register, and there is no address yet to send it to. */
export type Demanded = { readonly note: Preserved; readonly mailed: boolean }

/** Signed with a key that is made for it and thrown away: nothing in it leads to the case. */
export async function demandFootage({ place, day, hour }: Pick<Account, 'place' | 'day' | 'hour'>): Promise<Result<Demanded>> {
  const seed = random(32)
  const window = windowOf(day, hour)
  const { content, signature } = sign(
    'preservation',
    { v: 1 as const, place: place.slice(0, 300), ...window, key: toHex(ed25519PublicKey(seed)) },
    seed,
  )
  const sent = await sendDemand(client, { content, signature })
  return sent.ok ? accept({ note: { reference: sent.value.reference, place: content.place, ...window }, mailed: sent.value.mailed }) : sent
}

const WAITS = [500, 1500, 4000]

/** Tried again a few times where what is in the way passes. A demand that came twice is kept twice, which harms nobody. */
export function demandPatiently(asked: Pick<Account, 'place' | 'day' | 'hour'>): Promise<Result<Demanded>> {
  return untilTaken(WAITS, () => demandFootage(asked))
}
