import type { Bytes } from './bytes.ts'
import { verifySignature } from './signature.ts'

/** Imported once, used for each checkpoint: at most as many as there are witnesses. */
const imported = new Map<string, Promise<CryptoKey | undefined>>()

/**
 * Ed25519 (RFC 8032) by WebCrypto, where the browser has it (and Node does); by the library elsewhere, on old phones. False on
 * any malformed input.
 */
export async function verifyEd25519(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const key = await importKey(publicKey)
  if (key === undefined) return verifySignature({ algorithm: 'Ed25519', bytes: publicKey }, message, signature)
  return crypto.subtle.verify('Ed25519', key, signature, message).catch(() => false)
}

function importKey(publicKey: Bytes): Promise<CryptoKey | undefined> {
  const name = publicKey.join()
  const known = imported.get(name)
  if (known) return known
  if (imported.size > 1000) imported.clear()
  const key = importOnce(publicKey)
  imported.set(name, key)
  return key
}

async function importOnce(publicKey: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  } catch {
    return undefined
  }
}
