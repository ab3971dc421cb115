import { accept, type Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { client } from '../shared/device.ts'
import type { OpenBody } from '../shared/open-body.ts'
import { askExchanges, type ExchangeRow } from '../shared/vault-client.ts'
import type { Correspondent } from './exchange.ts'

/** The authority at its desk: what the body asks it, and nothing of any case. */
export type Bureau = Correspondent & { readonly title: string; readonly exchanges: readonly ExchangeRow[] }

export async function bureauOf({ served, newest, rosters }: OpenBody, keys: HolderKeys): Promise<Result<Bureau>> {
  const asked = await askExchanges(client, served.body, keys)
  if (!asked.ok) return asked
  return accept({ body: served.body, keys, roster: newest, rosters, title: served.profile.title, exchanges: asked.value.exchanges })
}
