import { utf8 } from '../../../foundation/bytes.ts'
import { listen } from '../../../platform/db/listen.ts'
import { writePublic } from '../../../platform/files/write-public.ts'
import { Repeated } from '../../../platform/jobs/repeated.ts'
import type { Core } from '../../../platform/services.ts'
import { readHead } from '../queries/head.ts'
import { checkHistory } from './check-history.ts'
import { QUEUED } from './commit-entries.ts'
import { openPublisher, type Addresses } from './open-publisher.ts'
import { publish, readPublished, type Publisher } from './publish.ts'
import { sequence } from './sequence.ts'
import { readStatus, statusAfter } from './status.ts'

/** What waits is sequenced after 250 ms, or as soon as 256 entries wait. */
const WAIT_MS = 250
const ENOUGH = 256
const LARGEST = 4096
/** Between two publications: each costs flushes and signatures, whatever it brings. */
const PUBLISH_AFTER_MS = 400
/** A journal that stops is itself a signal: with nothing new, the same tree is signed and cosigned again within ten minutes. */
const REPUBLISH_MS = 9 * 60_000
/** For what was queued while nobody listened, and for new cities. */
const SWEEP_MS = 5000

export type RunJournal = {
  readonly databaseUrl: string
  readonly cities: () => Promise<readonly string[]>
  /** Witnesses that this machine reaches elsewhere than the policy says. */
  readonly addresses?: Addresses
}

export type RunningJournal = { readonly stop: () => Promise<void> }

type CityJournal = {
  /** A city without a key of its own here is sequenced; its journal may be opened meanwhile. */
  readonly publishes: boolean
  readonly queued: (entries: number) => void
  readonly sweep: () => void
  readonly stop: () => Promise<void>
}

/** Sequences and publishes the journals of all cities until stopped. Throws StartRefused when a history does not fit (`checkHistory`). */
export async function runJournal(services: Core, { databaseUrl, cities, addresses }: RunJournal): Promise<RunningJournal> {
  const journals = new Map<string, CityJournal>()
  const openNew = async () => {
    for (const city of await cities()) {
      const running = journals.get(city)
      if (running?.publishes === true) continue
      const publisher = await openPublisher(services, city, addresses)
      if (running !== undefined && publisher === undefined) continue
      if (publisher)
        await checkHistory(publisher).catch(async (error: unknown) => {
          await publisher.signer.close()
          throw error
        })
      await running?.stop()
      journals.set(city, runCity(services, city, publisher))
    }
  }
  await openNew()
  const listener = listen(databaseUrl, QUEUED, (payload) => {
    const [city = '', entries] = payload.split(' ')
    journals.get(city)?.queued(Number(entries))
  })
  const timer = setInterval(() => {
    openNew().catch((error: unknown) => services.log.error({ error }, 'journal-not-opened'))
    for (const journal of journals.values()) journal.sweep()
  }, SWEEP_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await listener.stop()
      await Promise.all([...journals.values()].map((journal) => journal.stop()))
    },
  }
}

function runCity(services: Core, city: string, publisher: Publisher | undefined): CityJournal {
  const failed = (error: unknown) => services.log.error({ city, error }, 'journal-failed')
  const publishing = publisher && new Repeated({ work: publishWhenDue(services, publisher), delay: PUBLISH_AFTER_MS, failed })
  let waiting = 0
  const work = async () => {
    waiting = 0
    const { taken, added } = await sequence(services.db, { city, now: services.clock(), largest: LARGEST })
    if (added > 0) publishing?.ask()
    return taken === LARGEST
  }
  const sequencing = new Repeated({ work, delay: WAIT_MS, failed })
  const sweep = () => {
    sequencing.ask()
    publishing?.ask()
  }
  sweep()
  return {
    publishes: publisher !== undefined,
    queued: (entries) => {
      waiting += entries
      sequencing.ask(waiting >= ENOUGH)
    },
    sweep,
    stop: async () => {
      await Promise.all([sequencing.stop(), publishing?.stop()])
      await publisher?.signer.close()
    },
  }
}

/**
 * Publishes when the log has grown, when the last attempt failed, and when the last publication grows old. What is published is read again
 * each time: files that someone put back to an older state are mended.
 */
function publishWhenDue(services: Core, publisher: Publisher): () => Promise<boolean> {
  const { folder, policy, city, db } = publisher
  const start = readStatus(folder)
  let state: { readonly status: Awaited<ReturnType<typeof readStatus>>; readonly at: number } | undefined
  return async () => {
    state ??= { status: await start, at: 0 }
    const before = state
    const now = services.clock()
    const [head, opened] = await Promise.all([readHead(db, city), readPublished(folder, policy)])
    const due = now.getTime() - before.at > REPUBLISH_MS || before.status?.state !== 'running'
    if (head === undefined || (!due && head.size === opened?.checkpoint.size)) return false
    const outcome = await publish(publisher, opened)
    if (!outcome.ok) services.log.warn({ city, code: outcome.code, evidence: outcome.evidence }, 'journal-not-published')
    const next = statusAfter(before.status, outcome, { now, policy, answered: publisher.answered })
    await writePublic(folder, [{ path: 'status.json', bytes: utf8(JSON.stringify(next)) }])
    state = { status: next, at: outcome.ok ? now.getTime() : before.at }
    return false
  }
}
