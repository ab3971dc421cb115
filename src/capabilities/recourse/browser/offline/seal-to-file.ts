import type { Bytes } from '../../../../foundation/bytes.ts'
import { writeOffline } from '../../api/offline.ts'
import type { Account } from '../../core/case-content.ts'
import { caseIdOf } from '../../core/vault/epoch.ts'
import { markOf } from '../../core/vault/filing.ts'
import { keysOf } from '../../core/vault/holder-keys.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { sealAccount } from '../vault/seal-account.ts'

/** `name`: as it is saved; it says which case, and nothing of it. */
export type SealedFile = { readonly bytes: Bytes; readonly name: string; readonly caseId: string }

type Sealing = { readonly account: Account; readonly secret: Bytes; readonly roster: SignedRoster; readonly body: string }

export async function sealToFile({ account, secret, roster, body }: Sealing): Promise<SealedFile> {
  const keys = await keysOf(secret)
  const caseId = caseIdOf(markOf(keys))
  // Nobody can ask for footage from here: the person or a member does so once the file is handed in, and has a day for it.
  const bytes = writeOffline(await sealAccount({ ...account, preserve: true, offline: true }, keys, roster), body, keys)
  return { bytes, caseId, name: `saisine-${caseId.slice(0, 8)}.json` }
}
