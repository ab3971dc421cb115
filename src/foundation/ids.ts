import { toHex } from './bytes.ts'

/** No 0/O, no 1/I: thirty-two signs that survive being read aloud and copied by hand. */
const READABLE = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** RFC 9562 UUIDv7. `random`: 10 bytes at least; `now`: milliseconds. */
export function uuidV7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now) << 16n)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A public reference: `random.length` readable signs, then one check sign. One random byte a sign, five bits used. */
export function readableReference(random: Uint8Array): string {
  const body = Array.from(random, (byte) => READABLE[byte & 31]).join('')
  return body + checkSign(body)
}

/** Upper-cases, drops spaces and hyphens, and verifies the check sign. `undefined` when it was mistyped. */
export function parseReference(typed: string, length: number): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  if (text.length !== length) return undefined
  const body = text.slice(0, -1)
  if (Array.from(body).some((sign) => !READABLE.includes(sign))) return undefined
  return checkSign(body) === text.slice(-1) ? text : undefined
}

/** Luhn mod 32: catches every single wrong sign and every exchange of two neighbours but one pair. */
function checkSign(body: string): string {
  let sum = 0
  Array.from(body)
    .reverse()
    .forEach((sign, index) => {
      const value = READABLE.indexOf(sign) * (index % 2 === 0 ? 2 : 1)
      sum += Math.floor(value / 32) + (value % 32)
    })
  return READABLE[(32 - (sum % 32)) % 32] ?? ''
}
