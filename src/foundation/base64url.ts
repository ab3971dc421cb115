import type { Bytes } from './bytes.ts'
import { nodeBuffer } from './node-buffer.ts'

/** What stands in no base64url: a search, since a pattern over megabytes would end the engine's stack. */
const OTHER = /[^A-Za-z0-9_-]/

/** RFC 4648 §5 without padding. */
export function toBase64url(bytes: Uint8Array): string {
  if (nodeBuffer) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The inverse, canonical only: what would not be written back letter for letter gives `undefined`. */
export function fromBase64url(text: string): Bytes | undefined {
  if (OTHER.test(text) || text.length % 4 === 1) return undefined
  if (nodeBuffer) {
    const read = new Uint8Array(nodeBuffer.from(text, 'base64url'))
    return toBase64url(read) === text ? read : undefined
  }
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return toBase64url(bytes) === text ? bytes : undefined
}
