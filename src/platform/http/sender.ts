import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'

/** Of this run: what is counted by sender says nothing after it. */
const SECRET = createSecretKey(randomBytes(32))

/** Whoever sends from one network is one sender: a digest, never the address. */
export function senderOf(address: string): string {
  return createHmac('sha256', SECRET).update(networkOf(address)).digest('base64url')
}

/** An IPv4 address; of IPv6 the first 64 bits, which one line has whole (RFC 4291 §2.5.4), with its zeros written out. */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(bare)) return address
  const [head = '', tail] = bare.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
