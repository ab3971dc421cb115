import type { Bytes } from './bytes.ts'
import { nodeBuffer } from './node-buffer.ts'

const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  if (nodeBuffer) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The inverse, canonical only: padding is there, and its unused bits are zero. Anything else gives `undefined`. */
export function fromBase64(text: string): Bytes | undefined {
  if (!CANONICAL.test(text)) return undefined
  const bytes = decode(text)
  return toBase64(bytes) === text ? bytes : undefined
}

function decode(text: string): Bytes {
  if (nodeBuffer) return new Uint8Array(nodeBuffer.from(text, 'base64'))
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}
