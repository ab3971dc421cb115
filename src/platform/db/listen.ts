import pg from 'pg'

const AGAIN_AFTER_MS = 500
const CONNECT_WITHIN_MS = 10_000

/** Hears what any process notifies on a channel. A connection that drops is made again; what was said meanwhile is not heard. */
export function listen(url: string, channel: string, heard: (payload: string) => void): { readonly stop: () => Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let wake = (): void => undefined
  const session = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
    const ended = new Promise<void>((done) => own.once('end', done))
    own.on('error', () => undefined)
    own.on('notification', ({ payload = '' }) => heard(payload))
    await own.connect()
    // Ended while it connects, it would never say so: it is ended once it is there.
    if (stopped) return own.end()
    client = own
    await own.query(`listen ${channel}`)
    await ended
  }
  const forever = async (): Promise<void> => {
    while (!stopped) {
      await session().catch(() => client?.end().catch(() => undefined))
      client = undefined
      if (!stopped) await new Promise<void>((done) => void ((wake = done), setTimeout(done, AGAIN_AFTER_MS)))
    }
  }
  const over = forever()
  return {
    stop: async () => {
      stopped = true
      wake()
      await client?.end().catch(() => undefined)
      await over
    },
  }
}
