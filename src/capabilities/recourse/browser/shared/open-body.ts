import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { client, today } from './device.ts'
import { readRoster, type SignedRoster } from '../../core/vault/roster.ts'
import { knowsRoster, trustBody, type Trusted } from './trust-body.ts'
import { askBody, type BodyAnswer } from './vault-client.ts'

/** A body as this device trusts it, with what its host says of it. */
export type OpenBody = Trusted & { readonly served: BodyAnswer }

/** Asked for, and verified up to the public journal. `known`: its root, where that came from elsewhere than the host. */
export async function openBody(body: string, known?: string): Promise<Result<OpenBody>> {
  const served = await askBody(client, body)
  if (!served.ok) return served
  const trusted = await trustBody(served.value, { ask: client.ask, memory, today: today(), ...(known !== undefined && { known }) })
  return trusted.ok ? accept({ ...trusted.value, served: served.value }) : trusted
}

/** For who signs the next roster. `before`: the newest, verified as for anyone else, but that it may be out of its term; none was signed when absent. */
export type RootBody = { readonly served: BodyAnswer; readonly before: SignedRoster | undefined }

/** A host that hides a roster, or shows an older one, would have the root sign a second of the same number. */
export async function openForRoot(body: string, root: string): Promise<Result<RootBody>> {
  const served = await askBody(client, body)
  if (!served.ok) return served
  if (served.value.root !== root) return refuse('signature-wrong')
  const last = readRoster(served.value.rosters.at(-1))
  if (served.value.rosters.length === 0)
    return knowsRoster(memory, body) ? refuse('roster-rolled-back') : accept({ served: served.value, before: undefined })
  const trusted = await trustBody(served.value, { ask: client.ask, memory, today: last?.content.issued ?? today(), known: root })
  return trusted.ok ? accept({ served: served.value, before: trusted.value.newest }) : trusted
}
