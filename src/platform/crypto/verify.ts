import { Worker } from 'node:worker_threads'
import type { PublicKey } from '../../foundation/signature.ts'

/** DER prefix of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) for each algorithm; the raw key follows. */
const SPKI_PREFIX = {
  Ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  ES256: Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex'),
} as const

type Waiting = {
  readonly key: string
  readonly message: Uint8Array
  readonly signature: Uint8Array
  readonly resolve: (valid: boolean) => void
  readonly reject: (error: unknown) => void
}

/** Checks that go over together, packed: `signature ‖ message` one after the other, each up to its end; keys named once. */
export type Batch = {
  readonly number: number
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
  readonly keys: readonly string[]
  readonly keyOf: Uint16Array
}
export type Verdicts = { readonly number: number; readonly valid: readonly boolean[] }

const SIGNATURE_LENGTH = 64
const LARGEST_BATCH = 256
/** One that is being checked and one that follows it: what arrives meanwhile goes over together, and the thread is never without work. */
const MOST_UNDER_WAY = 2

let thread: Worker | undefined
const waiting: Waiting[] = []
let sent = 0
const underWay = new Map<number, readonly Waiting[]>()

/** A key as the checking thread takes it: made once a device, not once a signature. */
export function threadKey(key: PublicKey): string {
  return Buffer.concat([SPKI_PREFIX[key.algorithm], key.bytes]).toString('base64')
}

/**
 * The same check as `verifySignature`, in a thread of its own: the event loop stays free, and one thread, not one for each
 * core, so that checks never crowd out the requests they serve. What arrives while it checks goes over together.
 */
export function verifyInThread(key: string, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== SIGNATURE_LENGTH) return Promise.resolve(false)
  return new Promise((resolve, reject) => {
    waiting.push({ key, message, signature, resolve, reject })
    if (waiting.length === 1) setImmediate(sendBatches)
  })
}

function sendBatches(): void {
  while (waiting.length > 0 && underWay.size < MOST_UNDER_WAY) {
    const checks = waiting.splice(0, LARGEST_BATCH)
    sent += 1
    underWay.set(sent, checks)
    thread ??= startThread()
    thread.postMessage(pack(sent, checks))
  }
}

function pack(number: number, checks: readonly Waiting[]): Batch {
  const bytes = new Uint8Array(checks.reduce((total, { message }) => total + SIGNATURE_LENGTH + message.length, 0))
  const ends = new Uint32Array(checks.length)
  const keyOf = new Uint16Array(checks.length)
  const keys = new Map<string, number>()
  let at = 0
  for (const [index, { key, message, signature }] of checks.entries()) {
    bytes.set(signature, at)
    bytes.set(message, at + SIGNATURE_LENGTH)
    at += SIGNATURE_LENGTH + message.length
    ends[index] = at
    const known = keys.get(key) ?? keys.size
    keys.set(key, known)
    keyOf[index] = known
  }
  return { number, bytes, ends, keys: [...keys.keys()], keyOf }
}

function startThread(): Worker {
  const started = new Worker(new URL('./verify-worker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 8 } })
  started.unref()
  started.on('message', ({ number, valid }: Verdicts) => {
    const answered = underWay.get(number)
    underWay.delete(number)
    sendBatches()
    answered?.forEach(({ resolve }, index) => resolve(valid[index] === true))
  })
  // A thread that dies takes its questions with it: each is told, and the next question starts another.
  started.on('error', (error) => {
    thread = undefined
    const lost = [...underWay.values()].flat()
    underWay.clear()
    for (const { reject } of lost) reject(error)
    sendBatches()
  })
  return started
}
