import { toBase64 } from '../../../foundation/base64.ts'
import { concat, equalBytes, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { ed25519PublicKey, signEd25519 } from '../../../foundation/signature.ts'
import { checkEd25519 } from '../../../foundation/verify-signature.ts'
import type { Chain } from './certificate.ts'
import { holderHash, holderOf } from './holder.ts'
import type { PortableReceipt } from './receipt.ts'

/**
 * Lets another key speak for one receipt: the receipt's own key does not leave the page that holds it. Whoever is shown this learns the
 * holder's public key, which claims nothing. After a change of key (transfer) the receipt's first key still makes one.
 */
export type Ownership = {
  /** Ed25519, 32 bytes; its hash stands in the receipt. */
  readonly holder: Bytes
  /** Ed25519, 32 bytes: who speaks. */
  readonly delegate: Bytes
  /** Of the holder, 64 bytes. */
  readonly signature: Bytes
}

export function delegateReceipt({ payloadBytes }: PortableReceipt, secret: Uint8Array, delegate: Bytes): Ownership {
  const { seed, publicKey } = holderOf(secret)
  return { holder: publicKey, delegate, signature: signEd25519(seed, messageOf(payloadBytes, delegate)) }
}

/** What one page hands to the next of the same device: a key of one use that may speak (`seed`, 32 bytes), and what shows it. */
export function letSpeak(receipt: PortableReceipt, secret: Uint8Array, { seed, chain }: { readonly seed: Bytes; readonly chain: Chain }) {
  const { holder, signature } = delegateReceipt(receipt, secret, ed25519PublicKey(seed))
  return { holder: toHex(holder), delegated: toBase64(signature), seed: toHex(seed), chain }
}

/** Did whoever holds this receipt's key let that key speak for it? False on any malformed input. */
export async function isOwnershipOf(receipt: PortableReceipt, { holder, delegate, signature }: Ownership): Promise<boolean> {
  return equalBytes(holderHash(holder), receipt.holderHash) && checkEd25519(holder, messageOf(receipt.payloadBytes, delegate), signature)
}

function messageOf(payload: Uint8Array, delegate: Uint8Array): Bytes {
  return concat(utf8('vav-ownership/v1\0'), payload, delegate)
}
