import type { Bytes } from './bytes.ts'
import { PUBLIC_KEY_LENGTH, verifySignature, type PublicKey } from './signature.ts'

const PARAMETERS = {
  Ed25519: { key: 'Ed25519', verify: 'Ed25519' },
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
} as const

/** Imported once: a page that verifies a receipt uses the same few keys again and again. */
const imported = new Map<string, Promise<CryptoKey | undefined>>()
const MOST_KEYS = 1000

/**
 * The same answer as `verifySignature`, by WebCrypto where the browser has the algorithm (and Node does): ten times faster, off the
 * page's own thread. By the library elsewhere, on old phones. False on any malformed input.
 */
export async function checkSignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== 64 || key.bytes.length !== PUBLIC_KEY_LENGTH[key.algorithm]) return false
  const native = await importKey(key)
  if (native === undefined) return checkByLibrary(key, message, signature)
  const { verify } = PARAMETERS[key.algorithm]
  return crypto.subtle.verify(verify, native, new Uint8Array(signature), new Uint8Array(message)).catch(() => false)
}

async function checkByLibrary(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (key.algorithm === 'ES256') await import('./es256.ts')
  return verifySignature(key, message, signature)
}

export function checkEd25519(publicKey: Bytes, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return checkSignature({ algorithm: 'Ed25519', bytes: publicKey }, message, signature)
}

function importKey({ algorithm, bytes }: PublicKey): Promise<CryptoKey | undefined> {
  const name = `${algorithm} ${bytes.join()}`
  const known = imported.get(name)
  if (known) return known
  if (imported.size >= MOST_KEYS) imported.clear()
  const key = importOnce(PARAMETERS[algorithm].key, bytes)
  imported.set(name, key)
  return key
}

/** `undefined`: this browser does not know the algorithm, or the bytes are no point of the curve; the library then decides. */
async function importOnce(parameters: (typeof PARAMETERS)['ES256' | 'Ed25519']['key'], bytes: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', bytes, parameters, false, ['verify'])
  } catch {
    return undefined
  }
}
