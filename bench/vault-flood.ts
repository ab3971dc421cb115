import { toHex, utf8 } from '../src/foundation/bytes.ts'
import { writeFiling } from '../src/capabilities/recourse/api/filing.ts'
import { sendFiling } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { signRequest } from '../src/capabilities/recourse/core/vault/request.ts'
import { castCase, random } from '../src/testing/vault/vault-cast.ts'
import { sizeOf } from './size.ts'
import { report, round } from './stage.ts'
import { BODY, clientFrom, openVaultBench } from './vault-stage.ts'

/*
 * Twenty people file from one address, from which false filings come at the rate of 10,000 an hour: half plaintext, half sealed and signed
 * as they should be, none with the work that is asked. Each honest one is timed from the press to the acknowledgement, work included.
 * Before that, the address has spent its budget many times over. `--full`: a whole hour of it.
 */
const HOURLY = 10_000
const HONEST = 20
const SECONDS = sizeOf({ full: 3600, short: 30, least: 6 })
const PATH = `/coffre/api/organes/${BODY}/affaires`
const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

const ADDRESS = '192.0.2.7'

const bench = await openVaultBench()
const client = clientFrom(
  () => bench.app.url,
  () => ADDRESS,
)
try {
  const junk = await castCase(bench.body)
  const whole = writeFiling(junk.filing)
  let [over, falseSent, falseTaken] = [false, 0, 0]
  const sendFalse = async () => {
    // Another each time: a citizen's key of its own, in text or in form.
    const body = falseSent % 2 === 0 ? utf8(`{"plainte":"${toHex(random(40))}"}`) : whole
    falseSent += 1
    const headers = signRequest({ method: 'POST', path: PATH, body }, new Date(), junk.citizen)
    const answer = await fetch(bench.app.url + PATH, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json', 'x-forwarded-for': ADDRESS, 'x-forwarded-proto': 'http' },
    }).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer && answer.status === 201) falseTaken += 1
  }
  // The address has been flooded for some time already: the price is at its highest.
  for (let count = 0; count < 500; count += 1) await sendFalse()
  const flood = (async () => {
    while (!over) {
      void sendFalse()
      await pause(3_600_000 / HOURLY)
    }
  })()
  const times = await Promise.all(
    Array.from({ length: HONEST }, async (_, index) => {
      await pause((index * SECONDS * 1000) / HONEST / (SECONDS === 3600 ? 1 : 2))
      const { filing, citizen } = await castCase(bench.body)
      const started = performance.now()
      const sent = await sendFiling(client, BODY, { bytes: writeFiling(filing), keys: citizen })
      return sent.ok ? (performance.now() - started) / 1000 : undefined
    }),
  )
  over = true
  await flood
  const passed = times.filter((time) => time !== undefined)
  report({ honest_passed: passed.length, slowest_s: round(Math.max(...passed)), false_sent: falseSent, false_taken: falseTaken })
} finally {
  await bench.close()
}
