import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { utf8, type Bytes } from './bytes.ts'

/** Node's own SHA-256, five times faster, where this runs in Node; phones have the library's. Same bytes, tested against each other. */
const native = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:crypto')

/** FIPS 180-4; of a text, its UTF-8. 32 bytes. */
export function sha256(message: Uint8Array | string): Bytes {
  if (native === undefined) return new Uint8Array(nobleSha256(typeof message === 'string' ? utf8(message) : message))
  // As a string, since a buffer of 32 bytes costs Node more than the digest.
  const digest = native.hash('sha256', message, 'binary')
  const bytes = new Uint8Array(32)
  for (let index = 0; index < 32; index += 1) bytes[index] = digest.charCodeAt(index)
  return bytes
}

/** RFC 5869 with SHA-256 and an empty salt. 32 bytes. */
export function hkdfSha256(secret: Uint8Array, info: string): Bytes {
  return new Uint8Array(hkdf(nobleSha256, secret, undefined, utf8(info), 32))
}
