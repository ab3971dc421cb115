import pg from 'pg'

const AGAIN_AFTER_MS = 500

/** Hears what any process notifies on a channel. A connection that drops is made again; what was said meanwhile is not heard. */
export function listen(url: string, channel: string, heard: (payload: string) => void): { readonly stop: () => Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let wake = (): void => undefined
  const session = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: url })
    client = own
    const ended = new Promise<void>((done) => own.once('end', done))
    own.on('error', () => undefined)
    own.on('notification', ({ payload = '' }) => heard(payload))
    await own.connect()
    await own.query(`listen ${channel}`)
    await ended
  }
  const forever = async (): Promise<void> => {
    while (!stopped) {
      await session().catch(() => client?.end().catch(() => undefined))
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
