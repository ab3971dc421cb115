import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { padmeLength } from '../../core/vault/padme.ts'
import { seal } from '../../core/vault/seal.ts'

/** Bytes of plaintext in a part (vault-vv1.md, Items). */
export const PART = 4 * 1024 * 1024

/** `digest`: SHA-256 of the sealed bytes, hex. */
export type SealedPart = { readonly bytes: Bytes; readonly digest: string }
export type SealPart = (part: Blob, recipient: string) => Promise<SealedPart>

/** The last part is padded: what it tells of the size is no more than an item does. */
export async function plainOf(part: Blob): Promise<Bytes> {
  const plain = new Uint8Array(await part.arrayBuffer())
  const length = plain.length === PART ? PART : Math.min(PART, padmeLength(plain.length))
  if (length === plain.length) return plain
  const padded = new Uint8Array(length)
  padded.set(plain)
  return padded
}

export const sealPart: SealPart = async (part, recipient) => {
  const bytes = await seal(await plainOf(part), [recipient])
  return { bytes, digest: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) }
}
