import { toBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { grantAll } from '../../core/vault/filing.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { membersIn, type SignedRoster } from '../../core/vault/roster.ts'
import { client, today } from '../shared/device.ts'
import { openAs } from '../shared/open-case-file.ts'
import { askUngranted, sendGrants } from '../shared/vault-client.ts'

/** `unread`: cases that did not open as they were written; they are left as they are, and said. */
export type Given = { readonly given: number; readonly unread: readonly string[] }

/** What stands in the way of every case, not of one. */
export const STOPPING = ['no-network', 'unavailable', 'fault', 'too-many-requests', 'signature-wrong']

/** Gives every epoch that some sitting member lacks, case by case; what was given stays given when this is cut off. `told`: cases done. */
export async function givePast(
  { body, keys, roster }: { readonly body: string; readonly keys: HolderKeys; readonly roster: SignedRoster },
  told: (done: number) => void,
): Promise<Result<Given>> {
  const unread: string[] = []
  let [given, after] = [0, '']
  for (;;) {
    const asked = await askUngranted(client, body, { keys, after })
    if (!asked.ok) return asked
    const cases = [...new Set(asked.value.epochs.map((one) => one.case))]
    for (const caseId of cases) {
      const epochs = asked.value.epochs.filter((one) => one.case === caseId).map(({ epoch }) => epoch)
      const sent = await giveCase({ body, keys, roster }, { caseId, epochs })
      if (sent.ok) told((given += 1))
      else if (STOPPING.includes(sent.code)) return sent
      else unread.push(caseId)
    }
    const last = cases.at(-1)
    if (last === undefined) return accept({ given, unread })
    after = last
  }
}

type Giver = { readonly body: string; readonly keys: HolderKeys; readonly roster: SignedRoster }

async function giveCase(
  { body, keys, roster }: Giver,
  { caseId, epochs }: { readonly caseId: string; readonly epochs: readonly number[] },
): Promise<Result<unknown>> {
  const opened = await openAs(keys, caseId, body)
  if (!opened.ok) return opened
  const { open } = opened.value
  const holders = membersIn(roster.content, { today: today(), recused: open.recused }).map(({ id, recipient }) => ({ id, recipient }))
  for (const epoch of epochs) {
    const [document, seed] = [open.epochs[epoch], open.opened[epoch]?.seed]
    if (!document || !seed) return refuse('case-no-grant', { epoch })
    const grants = (await grantAll(document, seed, holders)).map(({ holder, file }) => ({ case: caseId, epoch, holder, file: toBase64(file) }))
    const sent = await sendGrants(client, body, { grants, keys })
    if (!sent.ok) return sent
  }
  return accept(undefined)
}
