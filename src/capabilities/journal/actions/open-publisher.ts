import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from '../../../platform/config/stop.ts'
import type { Core } from '../../../platform/services.ts'
import { parsePolicy, type Policy } from '../core/policy.ts'
import { remoteSigner } from '../signer/remote-signer.ts'
import { openSigner, type Signer } from '../signer/signer.ts'
import type { Publisher } from './publish.ts'

/** Where a city's journal lies under the var folder: `public/` for everyone, `signer/` for its key and record. */
export function journalFolder(services: Pick<Core, 'config'>, city: string): string {
  return join(services.config.varFolder, 'journal', city)
}

export type Addresses = (witness: string) => string | undefined

/** `undefined`: this city's journal was not opened yet (`visavis journal init`), or another machine holds its key. */
export async function openPublisher(services: Core, city: string, addresses: Addresses = () => undefined): Promise<Publisher | undefined> {
  const folder = join(journalFolder(services, city), 'public')
  const policy = await readPolicy(folder)
  if (policy === undefined) return undefined
  const signer = await findSigner(services, city)
  if (signer === undefined) return undefined
  if (signer.key.name !== policy.log.name || signer.key.id !== policy.log.id)
    throw new StartRefused(`The signer of the journal of ${city} has another key than its policy names. Nothing was started.`)
  const addressOf = (name: string) => addresses(name) ?? policy.witnesses.find((witness) => witness.name === name)?.url
  return { db: services.db, city, folder, policy, signer, addressOf, clock: services.clock, seen: new Map(), answered: new Map() }
}

/** The policy that the city publishes. Throws StartRefused when the file is there and cannot be read. */
export async function readPolicy(folder: string): Promise<Policy | undefined> {
  const text = await readFile(join(folder, 'policy'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const policy = parsePolicy(text)
  if (!policy.ok) throw new StartRefused(`${join(folder, 'policy')}, line ${policy.evidence.line}: ${policy.evidence.problem}. Nothing was started.`)
  return policy.value
}

function findSigner(services: Core, city: string): Promise<Signer | undefined> {
  const url = services.config.journalSignerUrl
  return url === undefined ? openSigner(join(journalFolder(services, city), 'signer'), services.clock) : remoteSigner(url, city)
}
