import { concat, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { hkdfSha256, sha256 } from '../../../foundation/digest.ts'
import { ed25519PublicKey, signEd25519 } from '../../../foundation/signature.ts'

/** 16 bytes that the holder alone keeps. Whoever photographs the secret QR holds it too: the page says so. */
export const SECRET_LENGTH = 16

export type Holder = { readonly seed: Bytes; readonly publicKey: Bytes }

/** The holder's Ed25519 seed is HKDF-SHA256(s, "holder"). */
export function holderOf(secret: Uint8Array): Holder {
  const seed = hkdfSha256(secret, 'holder')
  return { seed, publicKey: ed25519PublicKey(seed) }
}

/** SHA-256 of the holder's public key: what the device signs and a shareable copy carries. 32 bytes. */
export function holderHash(publicKey: Uint8Array): Bytes {
  return sha256(publicKey)
}

/** The first 8 bytes of the hash: under which a receipt is found in the public bundles. */
export function holderTag(hash: Uint8Array): Bytes {
  return new Uint8Array(hash.subarray(0, 8))
}

/**
 * Seals, in the public bundles, what only the holder, those they show the receipt to and the server may read: bundles
 * show the hash's first 8 bytes alone. 32 bytes, AES-256-GCM.
 */
export function bundleKey(hash: Uint8Array): Bytes {
  return hkdfSha256(hash, 'vav-bundle/v1')
}

export type ClaimKind = 'contest' | 'observe' | 'transfer'

export type Claim = {
  readonly kind: ClaimKind
  readonly receipt: string
  /** Fresh from the server, 32 bytes, used once. */
  readonly challenge: Uint8Array
  /** The claim's content, canonical JSON. */
  readonly content: string
}

export function claimMessage(claim: Claim): Bytes {
  return concat(utf8('vav-claim/v1\0'), claim.challenge, sha256(`${claim.kind}\n${claim.receipt}\n${claim.content}`))
}

export function signClaim(secret: Uint8Array, claim: Claim): Bytes {
  return signEd25519(holderOf(secret).seed, claimMessage(claim))
}
