import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { padmeLength } from '../../core/vault/padme.ts'
import { seal } from '../../core/vault/seal.ts'

/** Bytes of plaintext in a part (vault-vv1.md, Items). */
export const PART = 4 * 1024 * 1024
/** Bytes that hold any part that is sealed to one recipient: 16 more for each 64 KiB, and a header below 2 KiB (C2SP age.md). */
export const SEALED_PART = PART + 16 * 64 + 4096

/** `digest`: SHA-256 of the sealed bytes, hex. A blob: they leave the page's memory at once, whatever the network does. */
export type SealedPart = { readonly bytes: Blob; readonly digest: string }
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

/** `place`: of `SEALED_PART` bytes, for who seals many. */
export async function sealPart(part: Blob, recipient: string, place?: Bytes): Promise<SealedPart> {
  const bytes = await seal(await plainOf(part), [recipient], place)
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return { bytes: new Blob([bytes]), digest }
}
