import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { sendFiling } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { castCase, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { sizeOf } from './size.ts'
import { percentile, report, round } from './stage.ts'
import { BODY, openVaultBench } from './vault-stage.ts'

/*
 * Filings on a fixed beat, sealed beforehand as browsers do it (they seal, the server does not): from the beat to the acknowledgement. The
 * beat is 300 a minute, three times what must hold. `--full`: five minutes of it.
 */
const PER_MINUTE = 300
const COUNT = sizeOf({ full: 1500, short: 100, least: 25 })
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const bench = await openVaultBench()
try {
  const made: CastCase[] = []
  for (let count = 0; count < COUNT; count += 1) made.push(await castCase(bench.body))
  const bodies = made.map(({ filing, citizen }) => ({ bytes: writeFiling(filing), keys: citizen }))
  const started = performance.now()
  const times = await Promise.all(
    bodies.map(async (filing, index) => {
      const beat = started + index * (60_000 / PER_MINUTE)
      await pause(Math.max(0, beat - performance.now()))
      const sent = await sendFiling(bench.client, BODY, filing)
      if (!sent.ok) throw new Error(`refused: ${sent.code}`)
      return performance.now() - beat
    }),
  )
  const minutes = (performance.now() - started) / 60_000
  report({ per_minute: round(COUNT / minutes, 0), p95_ms: round(percentile(times, 0.95)), p50_ms: round(percentile(times, 0.5)), filings: COUNT })
} finally {
  await bench.close()
}
