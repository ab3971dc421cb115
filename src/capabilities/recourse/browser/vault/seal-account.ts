import type { Bytes } from '../../../../foundation/bytes.ts'
import { handedOver } from '../../../../ui/device/handover.ts'
import { writeFiling } from '../../api/filing.ts'
import type { Account } from '../../core/case-content.ts'
import { NOBODY } from '../../core/vault/envelope.ts'
import { sealFiling } from '../../core/vault/filing.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { random, thisHour, today } from '../shared/device.ts'
import { proveReceipt } from './prove-receipt.ts'

/** A case, sealed on this device to who sits in this roster today: the bytes of a filing. */
export async function sealAccount(account: Account, citizen: HolderKeys, roster: SignedRoster): Promise<Bytes> {
  const identity = account.standing === 'anonymous' ? NOBODY : { person: account.person, contact: account.contact }
  // In confidence, the name is in the envelope alone.
  const named = account.standing === 'named' ? account : { ...account, person: '', contact: '' }
  const told = { ...named, ...proveReceipt({ receipt: account.receipt, handed: handedOver(), citizen: citizen.key, random }) }
  const plan = { citizen, roster, today: today(), time: thisHour(), account: told, identity, random }
  return writeFiling((await sealFiling(plan)).filing)
}
