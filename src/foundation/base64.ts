import type { Bytes } from './bytes.ts'
import { nodeBuffer } from './node-buffer.ts'

/** What stands in no base64. A search, and no pattern over the whole: a text of megabytes would end the engine's stack. */
const OTHER = /[^A-Za-z0-9+/]/
const CHUNK = 8192

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  if (nodeBuffer) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

/** The inverse, canonical only: padding is there, and its unused bits are zero. Anything else gives `undefined`. */
export function fromBase64(text: string): Bytes | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (text.length % 4 !== 0 || OTHER.test(padding === 0 ? text : text.slice(0, -padding))) return undefined
  const bytes = decode(text)
  const rest = bytes.length - (bytes.length % 3)
  // What is before the last sign of four has no unused bits.
  return text.length / 4 === Math.ceil(bytes.length / 3) && text.endsWith(toBase64(bytes.subarray(rest))) ? bytes : undefined
}

function decode(text: string): Bytes {
  if (nodeBuffer) return new Uint8Array(nodeBuffer.from(text, 'base64'))
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}
