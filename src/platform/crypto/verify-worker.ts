import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import type { Batch, Verdicts } from './verify.ts'

/** The thread in which signatures are checked: OpenSSL's own code, ten times faster than JavaScript's. */
const SIGNATURE_LENGTH = 64
const MAX_KEYS = 10_000
const keys = new Map<string, KeyObject | undefined>()

parentPort?.on('message', (batch: Batch) => {
  parentPort?.postMessage({ number: batch.number, valid: checkAll(batch) } satisfies Verdicts)
})

function checkAll({ bytes, ends, keys: used, keyOf }: Batch): boolean[] {
  let start = 0
  return Array.from(ends, (end, index) => {
    const signature = bytes.subarray(start, start + SIGNATURE_LENGTH)
    const message = bytes.subarray(start + SIGNATURE_LENGTH, end)
    start = end
    return isValid(keyFrom(used[keyOf[index] ?? 0] ?? ''), message, signature)
  })
}

/** `der`: a SubjectPublicKeyInfo in base64. `undefined` when it is no key. */
function keyFrom(der: string): KeyObject | undefined {
  if (keys.has(der)) return keys.get(der)
  if (keys.size >= MAX_KEYS) keys.clear()
  keys.set(der, importKey(der))
  return keys.get(der)
}

function importKey(der: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

function isValid(key: KeyObject | undefined, message: Uint8Array, signature: Uint8Array): boolean {
  if (key === undefined) return false
  if (key.asymmetricKeyType === 'ed25519') return verify(null, message, key, signature)
  return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
}
