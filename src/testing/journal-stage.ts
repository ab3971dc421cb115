import { join } from 'node:path'
import { toHex } from '../foundation/bytes.ts'
import { expectAccepted } from '../foundation/result.ts'
import { initJournal } from '../capabilities/journal/index.ts'
import { openPublisher } from '../capabilities/journal/actions/open-publisher.ts'
import { publish, readPublished, type Publisher } from '../capabilities/journal/actions/publish.ts'
import { sequence } from '../capabilities/journal/actions/sequence.ts'
import { commitEntries } from '../capabilities/journal/actions/commit-entries.ts'
import type { Entry } from '../capabilities/journal/core/leaf.ts'
import { parsePolicy, type Policy } from '../capabilities/journal/core/policy.ts'
import { parseVerifierKey, writeVerifierKey } from '../capabilities/journal/core/verifier-key.ts'
import { createSigningKey } from '../capabilities/journal/signer/signer.ts'
import { serveWitness, type ServedWitness } from '../capabilities/journal/witness/serve-witness.ts'
import { openWitness, type Witness } from '../capabilities/journal/witness/witness.ts'
import { inCity } from '../platform/db/database.ts'
import type { TestSite } from './test-site.ts'

export const WITNESSES = ['ldh', 'barreau', 'quartier-nord'] as const

export type JournalStage = {
  readonly city: string
  readonly origin: string
  readonly policy: Policy
  readonly policyText: string
  readonly publisher: Publisher
  readonly witnesses: ReadonlyMap<string, { readonly folder: string; readonly witness: Witness; readonly served: ServedWitness }>
  /** Queues, sequences and publishes, and answers what the public reads then. */
  readonly grow: (entries: readonly Entry[]) => Promise<ReturnType<typeof publish> extends Promise<infer Outcome> ? Outcome : never>
  /** Stops a witness, lets its folder be changed, starts it again elsewhere: the publisher finds it. */
  readonly restartWitness: (name: string, whileStopped: (folder: string) => void) => Promise<void>
  readonly close: () => Promise<void>
}

/** A journal of one city with three witnesses that run as they would elsewhere: own folders, own keys, over HTTP. */
export async function openJournalStage(
  site: TestSite,
  { city, origin, needed = 2 }: { readonly city: string; readonly origin: string; readonly needed?: number },
): Promise<JournalStage> {
  const { services } = site
  const keys = await Promise.all(
    WITNESSES.map((name) =>
      createSigningKey(join(site.folder, 'witnesses', name), { kind: 'witness', name: `${name}.example/temoin`, seed: services.random(32) }),
    ),
  )
  const lines = [...WITNESSES.map((name, index) => `witness ${name} ${writeVerifierKey(keys[index]!)}`), `group g ${needed} ${WITNESSES.join(' ')}`, 'quorum g'] // prettier-ignore
  const { policy: policyText } = expectAccepted(await initJournal(services, { city, origin, witnesses: lines.join('\n'), url: `http://${origin}` }))
  const policy = expectAccepted(parsePolicy(policyText))
  const witnesses = new Map<string, Awaited<ReturnType<typeof startWitness>>>(
    await Promise.all(WITNESSES.map(async (name) => [name, await startWitness(site, name, policy)] as const)),
  )
  const publisher = await openPublisher(services, city, (name) => witnesses.get(name)?.served.url)
  if (publisher === undefined) throw new Error('the journal has a key and a policy')
  return {
    city,
    origin,
    policy,
    policyText,
    publisher,
    witnesses,
    grow: async (entries) => {
      await inCity(services.db, city, (tx) => commitEntries(tx, { city, now: services.clock(), random: services.random }, entries))
      while ((await sequence(services.db, { city, now: services.clock(), largest: 10_000 })).taken > 0);
      return publish(publisher, await readPublished(publisher.folder, policy))
    },
    restartWitness: async (name, whileStopped) => {
      const running = witnesses.get(name)
      await running?.served.close()
      await running?.witness.close()
      whileStopped(running?.folder ?? '')
      witnesses.set(name, await startWitness(site, name, policy))
    },
    close: async () => {
      for (const { served, witness } of witnesses.values()) {
        await served.close()
        await witness.close()
      }
      await publisher.signer.close()
    },
  }
}

export async function startWitness(site: TestSite, name: string, policy: Policy) {
  const folder = join(site.folder, 'witnesses', name)
  const log = expectAccepted(parseVerifierKey(writeVerifierKey(policy.log)))
  const witness = await openWitness({ folder, logs: [log], clock: site.services.clock })
  const served = await serveWitness(witness, { host: '127.0.0.1', port: 0, perSecond: 1000 })
  return { folder, witness, served }
}

/** Acts without a history, each another. */
export function inventedEntries(count: number, from = 0): readonly Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'receipt' as const,
    businessKey: `essai-${from + index}`,
    version: 1,
    day: '2027-03-01',
    payload: { number: toHex(new Uint8Array([index & 255])) },
    holderTag: new Uint8Array(8).fill(index & 255),
  }))
}
