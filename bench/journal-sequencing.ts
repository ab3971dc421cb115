import { REPLAY_CITY } from '../src/capabilities/receipts/index.ts'
import { commitEntries, sequence, type Entry } from '../src/capabilities/journal/index.ts'
import { GroupCommit } from '../src/platform/db/group-commit.ts'
import { inCity } from '../src/platform/db/database.ts'
import type { Services } from '../src/platform/services.ts'

const SUBMITTERS = 512
const SECONDS = 8

/** Entries a second that became part of the log: 512 submitters who each wait for their entry to be durable, against one transaction for each entry. */
export async function sequencingRates(services: Services): Promise<{ readonly pooled: number; readonly single: number }> {
  const city = REPLAY_CITY.code
  const commit = (entries: readonly Entry[]) =>
    inCity(services.db, city, (tx) => commitEntries(tx, { city, now: services.clock(), random: services.random }, entries))
  const sequenceOnce = (largest: number) => sequence(services.db, { city, now: services.clock(), largest })
  const group = new GroupCommit<Entry, true>(async (entries) => {
    await commit(entries)
    return entries.map(() => true as const)
  }, SUBMITTERS)
  let over = false
  const sequencer = async (): Promise<number> => {
    let added = 0
    for (;;) {
      const { added: more } = await sequenceOnce(4096)
      added += more
      if (more === 0 && over) return added
      if (more === 0) await new Promise((done) => setTimeout(done, 5))
    }
  }
  const started = performance.now()
  const sequencing = sequencer()
  await submitAll((entry) => group.submit(entry), SECONDS)
  over = true
  const pooled = ((await sequencing) / (performance.now() - started)) * 1000
  const singleStarted = performance.now()
  const single = await submitAll(async (entry) => {
    await inCity(services.db, city, async (tx) => {
      await commitEntries(tx, { city, now: services.clock(), random: services.random }, [entry])
      await sequence(tx, { city, now: services.clock(), largest: 1 })
    })
  }, 4)
  return { pooled, single: (single / (performance.now() - singleStarted)) * 1000 }
}

let number = 0

async function submitAll(submit: (entry: Entry) => Promise<unknown>, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: SUBMITTERS }, async () => {
      while (performance.now() < end) {
        number += 1
        await submit({
          type: 'receipt',
          businessKey: `banc-${number}`,
          version: 1,
          day: '2027-03-01',
          payload: { number },
          holderTag: new Uint8Array(8),
        })
        done += 1
      }
    }),
  )
  return done
}
