import { toBase64 } from '../../../../foundation/base64.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { grantAll } from '../../core/vault/filing.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import { client, today } from '../shared/device.ts'
import { openAs } from '../shared/open-case-file.ts'
import { askUngranted, sendGrants } from '../shared/vault-client.ts'

/** Gives every epoch that some sitting member lacks, case by case; what was given stays given when this is cut off. `told`: cases done. */
export async function givePast(
  { body, keys, roster }: { readonly body: string; readonly keys: HolderKeys; readonly roster: SignedRoster },
  told: (done: number, all: number) => void,
): Promise<Result<number>> {
  const holders = sittingMembers(roster.content, today()).map(({ id, recipient }) => ({ id, recipient }))
  const asked = await askUngranted(client, body, keys)
  if (!asked.ok) return asked
  const cases = [...new Set(asked.value.epochs.map((one) => one.case))]
  for (const [index, caseId] of cases.entries()) {
    const opened = await openAs(keys, caseId, body)
    if (!opened.ok) return opened
    const { open } = opened.value
    for (const { epoch } of asked.value.epochs.filter((one) => one.case === caseId)) {
      const [document, seed] = [open.epochs[epoch], open.opened[epoch]?.seed]
      if (!document || !seed) continue
      const grants = (await grantAll(document, seed, holders)).map(({ holder, file }) => ({ case: caseId, epoch, holder, file: toBase64(file) }))
      const sent = await sendGrants(client, body, { grants, keys })
      if (!sent.ok) return sent
    }
    told(index + 1, cases.length)
  }
  return accept(cases.length)
}
