import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { sendFiling } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { inCity } from '../src/platform/db/database.ts'
import { castCase } from '../src/testing/vault/vault-cast.ts'
import { sizeOf } from './size.ts'
import { report, untilReady } from './stage.ts'
import { BODY, CITY, FORWARDED, openVaultBench } from './vault-stage.ts'

/*
 * kill -9 of the program and of PostgreSQL, by turns, while eight people file. Each sends the same sealed bytes until they are
 * acknowledged. At the end: acknowledged and not there = lost; an entry of the journal too many or too few, or a case without its first
 * item, grants and envelope = doubled. 10 kills; 200 with --full.
 */
const CLIENTS = 8
const KILLS = sizeOf({ full: 200, short: 10, least: 2 })
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

/** Of each case: its members, its citizen, the recovery key. */
let HOLDERS = 0
const bench = await openVaultBench()
try {
  // Sealing takes a browser's time: the same few are not sent twice, so enough are made beforehand.
  const ready = await Promise.all(Array.from({ length: KILLS * 10 }, () => castCase(bench.body)))
  HOLDERS = ready[0]?.filing.grants.length ?? 0
  const bodies = ready.map(({ filing, citizen }) => ({ caseId: filing.caseId, bytes: writeFiling(filing), keys: citizen }))
  const acknowledged = new Set<string>()
  let [next, over] = [0, false]
  const people = Array.from({ length: CLIENTS }, async () => {
    for (let filing = bodies[next++]; filing && !over; filing = bodies[next++]) {
      for (let tries = 0; tries < 600 && !over; tries += 1) {
        const sent = await sendFiling(bench.client, BODY, filing)
        if (sent.ok) {
          acknowledged.add(filing.caseId)
          break
        }
        await pause(40)
      }
      await pause(2500)
    }
  })
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(150 + ((kill * 97) % 350))
    if (kill % 2 === 0) {
      bench.app.process.kill('SIGKILL')
      bench.app = await bench.stage.startApp(FORWARDED)
    } else {
      bench.stage.killDatabase()
      await bench.stage.startDatabase()
      await untilReady(bench.app)
    }
  }
  await pause(800)
  over = true
  await Promise.all(people)
  report({ kills: KILLS, ...(await count(acknowledged)), acknowledged: acknowledged.size })
} finally {
  await bench.close()
}

async function count(acknowledged: ReadonlySet<string>): Promise<{ readonly lost: number; readonly doubled: number }> {
  return inCity(bench.services.db, CITY, async (tx) => {
    const cases = await tx.selectFrom('recourse.cases').select('case_id').execute()
    const there = new Set(cases.map(({ case_id }) => case_id))
    const queued = await tx.selectFrom('journal.queue').select('leaf').execute()
    const entered = await tx.selectFrom('journal.entries').select('leaf').execute()
    const entries = [...queued, ...entered].filter(({ leaf }) => Buffer.from(leaf).toString('latin1').startsWith('visavis1 filing ')).length
    const items = await tx.selectFrom('recourse.items').select('case_id').execute()
    const envelopes = await tx.selectFrom('recourse.shares').select('case_id').execute()
    const grants = await tx.selectFrom('recourse.grants').select('case_id').execute()
    const whole = (rows: readonly { readonly case_id: string }[], each: number) => cases.filter(({ case_id }) => rows.filter((row) => row.case_id === case_id).length !== each).length // prettier-ignore
    const lost = [...acknowledged].filter((id) => !there.has(id)).length + Math.max(0, cases.length - entries)
    return { lost, doubled: Math.max(0, entries - cases.length) + whole(items, 1) + whole(envelopes, 3) + whole(grants, HOLDERS) }
  })
}
