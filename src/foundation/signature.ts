import * as ed25519 from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import type { Bytes } from './bytes.ts'

// The small library of the two takes its hash from outside.
ed25519.hashes.sha512 = sha512

/** Both algorithms sign in 64 bytes: Ed25519 (RFC 8032) and ES256 (ECDSA on P-256 with SHA-256, r‖s). */
export type Algorithm = 'Ed25519' | 'ES256'

export type PublicKey = { readonly algorithm: Algorithm; readonly bytes: Bytes }

/** 32 bytes for Ed25519; 65 bytes, uncompressed point, for ES256. */
export const PUBLIC_KEY_LENGTH: Readonly<Record<Algorithm, number>> = { Ed25519: 32, ES256: 65 }

type Verify = (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => boolean

const known = new Map<Algorithm, Verify>([['Ed25519', (signature, message, key) => ed25519.verify(signature, message, key, { zip215: false })]])

/** For `es256.ts` alone: makes its algorithm known. */
export function teach(algorithm: Algorithm, verify: Verify): void {
  known.set(algorithm, verify)
}

/**
 * False on any malformed input. Pure, so the same on a server and on an old phone. Throws only when its algorithm was not
 * loaded (`es256.ts`): a signature that cannot be judged is not a forged one.
 */
export function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const verify = known.get(key.algorithm)
  if (verify === undefined) throw new Error(`${key.algorithm} is not loaded`)
  try {
    return signature.length === 64 && verify(signature, message, key.bytes)
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
