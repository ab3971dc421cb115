import type { Result } from '../../../../foundation/result.ts'

/** What passes by itself is no end: a network that is away, a server that starts again. */
const PASSING = ['no-network', 'unavailable', 'fault', 'answer-malformed', 'too-many-requests']

/** Sends again after each of these waits, in milliseconds, as long as what is in the way is of the kind that passes. */
export async function untilTaken<Value>(waits: readonly number[], send: () => Promise<Result<Value>>): Promise<Result<Value>> {
  let sent = await send()
  for (const wait of waits) {
    if (sent.ok || !PASSING.includes(sent.code)) return sent
    await new Promise((done) => setTimeout(done, wait))
    sent = await send()
  }
  return sent
}
