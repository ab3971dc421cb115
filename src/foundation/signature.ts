import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import type { Bytes } from './bytes.ts'

/** Both algorithms sign in 64 bytes: Ed25519 (RFC 8032) and ES256 (ECDSA on P-256 with SHA-256, r‖s). */
export type Algorithm = 'Ed25519' | 'ES256'

export type PublicKey = { readonly algorithm: Algorithm; readonly bytes: Bytes }

/** 32 bytes for Ed25519; 65 bytes, uncompressed point, for ES256. */
export const PUBLIC_KEY_LENGTH: Readonly<Record<Algorithm, number>> = { Ed25519: 32, ES256: 65 }

/** False on any malformed input; never throws. Pure, so the same on a server and on an old phone. */
export function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (signature.length !== 64) return false
    return key.algorithm === 'Ed25519'
      ? ed25519.verify(signature, message, key.bytes, { zip215: false })
      : p256.verify(signature, message, key.bytes, { prehash: true, lowS: false })
  } catch {
    return false
  }
}

/** `seed`: 32 bytes. */
export function ed25519PublicKey(seed: Uint8Array): Bytes {
  return new Uint8Array(ed25519.getPublicKey(seed))
}

/** 64 bytes. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Bytes {
  return new Uint8Array(ed25519.sign(message, seed))
}
