import { REPLAY_CITY, submissionJson, type MadeReceipt } from '../src/capabilities/receipts/index.ts'
import { openRawClient, putRequest, type RawClient } from './raw-client.ts'

const pause = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds))

export type Place = { readonly url: string; readonly acknowledged: Set<string>; readonly rest?: number }

/** Sends a receipt until it is acknowledged, through whatever dies, then the next. `rest`: milliseconds between two. */
export async function phone(take: () => MadeReceipt | undefined, { url, acknowledged, rest = 0 }: Place): Promise<void> {
  let client: RawClient | undefined
  for (let receipt = take(); receipt !== undefined; receipt = take()) {
    const request = putRequest({ host: REPLAY_CITY.host, path: `/agent/api/recus/${receipt.id}` }, submissionJson(receipt.submission))
    for (const end = performance.now() + 60_000; ;) {
      if (performance.now() > end) throw new Error(`the receipt ${receipt.id} was not acknowledged within a minute`)
      client ??= await openRawClient(url).catch(() => undefined)
      const status = await client?.send(request).catch(() => undefined)
      if (status === 200 || status === 201) break
      if (status === undefined) {
        client?.close()
        client = undefined
      } else if (status < 500) throw new Error(`the server answered ${status} for ${receipt.id}`)
      await pause(40)
    }
    acknowledged.add(receipt.id)
    if (rest > 0) await pause(rest)
  }
  client?.close()
}
