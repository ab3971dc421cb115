import { Worker } from 'node:worker_threads'
import type { Config } from './platform/config/config.ts'
import { StartRefused } from './platform/config/stop.ts'
import type { Log } from './platform/telemetry/log.ts'

export type JournalData = {
  readonly config: Config
  readonly databaseUrl: string
  /** Addresses of witnesses that this machine reaches elsewhere than the policy says, by name. */
  readonly witnesses: Readonly<Record<string, string>>
}
export type ToJournal = 'stop'
export type FromJournal = { readonly kind: 'running' } | { readonly kind: 'refused'; readonly sentence: string }

const AGAIN_AFTER_MS = 1000

/**
 * Resolves when the journals of all cities are under way; rejects with StartRefused when a history does not fit. A thread that dies
 * is started again: what it had not committed is still in the queue.
 */
export async function startJournal(data: JournalData, log: Log): Promise<{ readonly stop: () => Promise<void> }> {
  let stopping = false
  let thread = await startThread(data)
  const again = () => {
    if (stopping) return
    log.error({}, 'journal-thread-ended')
    setTimeout(() => {
      if (!stopping) startThread(data).then(watch, (error: unknown) => (log.error({ error }, 'journal-not-started'), again()))
    }, AGAIN_AFTER_MS).unref()
  }
  const watch = (started: Worker) => {
    thread = started
    started.on('error', (error) => log.error({ error }, 'journal-thread-failed'))
    started.on('exit', again)
  }
  watch(thread)
  return {
    stop: async () => {
      stopping = true
      const ended = new Promise<void>((done) => thread.once('exit', () => done()))
      thread.postMessage('stop' satisfies ToJournal)
      await Promise.race([ended, new Promise((done) => setTimeout(done, 5000).unref())])
      await thread.terminate()
    },
  }
}

function startThread(data: JournalData): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./journal-thread.ts', import.meta.url), { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 12 } })
    thread.once('message', (message: FromJournal) => {
      if (message.kind === 'running') return resolve(thread)
      void thread.terminate()
      reject(new StartRefused(message.sentence))
    })
    thread.once('error', reject)
  })
}
