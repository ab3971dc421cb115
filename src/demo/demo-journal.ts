import { join } from 'node:path'
import { expectAccepted } from '../foundation/result.ts'
import { createSigningKey, initJournal, openSigningKey, openWitness, readPolicy, serveWitness } from '../capabilities/journal/index.ts'
import { writeVerifierKey } from '../capabilities/journal/core/index.ts'
import type { Services } from '../platform/services.ts'

/** Invented associations: in a demonstration, the three witnesses run inside the program. A real city's run elsewhere, or they witness nothing. */
const NAMES = ['temoin-demo-un', 'temoin-demo-deux', 'temoin-demo-trois'] as const
const PER_SECOND = 100

export type DemoJournal = { readonly addresses: Readonly<Record<string, string>>; readonly stop: () => Promise<void> }

/** Opens the demonstration's journal once, and its witnesses at each start. */
export async function startDemoJournal(services: Services, city: string): Promise<DemoJournal> {
  const root = join(services.config.varFolder, 'journal', city)
  const places = NAMES.map((name) => ({ name, folder: join(services.config.varFolder, 'demo-witnesses', name) }))
  const lines: string[] = []
  for (const { name, folder } of places) {
    const own = await openSigningKey(folder)
    const key = own?.key ?? (await createSigningKey(folder, { kind: 'witness', name: `${name}.example/temoin`, seed: services.random(32) }))
    lines.push(`witness ${name} ${writeVerifierKey(key)}`)
  }
  const existing = await readPolicy(join(root, 'public'))
  if (existing === undefined) {
    const witnesses = [...lines, `group temoins 2 ${NAMES.join(' ')}`, 'quorum temoins'].join('\n')
    expectAccepted(await initJournal(services, { city, origin: 'amiens.visavis.example/journal', witnesses, url: undefined }))
  }
  const policy = await readPolicy(join(root, 'public'))
  if (policy === undefined) throw new Error('the demonstration has a journal')
  const served = await Promise.all(
    places.map(async ({ name, folder }) => {
      const witness = await openWitness({ folder, logs: [policy.log], clock: services.clock })
      const { url, close } = await serveWitness(witness, { host: '127.0.0.1', port: 0, perSecond: PER_SECOND })
      return { name: String(name), url, stop: () => close().then(witness.close) }
    }),
  )
  return {
    addresses: Object.fromEntries(served.map(({ name, url }) => [name, url])),
    stop: async () => void (await Promise.all(served.map(({ stop }) => stop()))),
  }
}
