import { Worker } from 'node:worker_threads'
import type { Result } from '../../../foundation/result.ts'
import type { Draft, DraftRequest } from './draft-request.ts'

/** The making of a draft takes a processor for seconds: in a thread of its own, nobody waits for it. What it throws is thrown here. */
export function makeInThread(request: DraftRequest): Promise<Result<Draft>> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./draft-thread.ts', import.meta.url), { workerData: request })
    thread.once('message', (made: Result<Draft>) => resolve(made))
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that makes a draft ended (${code}) before it was made`)))
  })
}
