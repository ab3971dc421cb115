import { accept, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { client, today } from './device.ts'
import { trustBody, type Trusted } from './trust-body.ts'
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
