/** The largest number of stanzas in a file that a server takes. */
const MOST_STANZAS = 64
const INTRO = 'age-encryption.org/v1\n'
const STANZA = /^-> mlkem768x25519 [A-Za-z0-9+/]{1494}$/
const BODY = /^[A-Za-z0-9+/]{43}$/
const MAC = /^--- [A-Za-z0-9+/]{43}$/
/** A nonce (16), a tag (16), and the least that the vault seals (`padme.ts`). Bytes. */
const LEAST_PAYLOAD = 1056
/** Of 255 degrees of freedom: noise stays below 400 in twenty thousand files (measured in the tests); base64 of 1 kB is above 3,000. */
const LARGEST_CHI_SQUARE = 450

export type GateFault = 'not-age' | 'stanza' | 'header' | 'payload' | 'not-random'

/**
 * Whether bytes have the form of an age v1 file with X-Wing stanzas alone. The server has no key, so it cannot know that the MAC holds; it
 * knows that each stanza has its exact shape and canonical base64, and that what follows looks like nothing but noise.
 * `undefined`: it has. C2SP age.md, § header and § payload.
 */
export function gateFault(file: Uint8Array): GateFault | undefined {
  const header = headerOf(file)
  if (header === undefined) return 'not-age'
  const lines = header.split('\n')
  const mac = lines.pop() ?? ''
  const stanzas = lines.slice(1)
  if (stanzas.length < 2 || stanzas.length % 2 !== 0 || stanzas.length > 2 * MOST_STANZAS) return 'stanza'
  if (!stanzas.every((line, index) => (index % 2 === 0 ? STANZA.test(line) && isCanonical(line) : BODY.test(line) && isCanonical(line))))
    return 'stanza'
  if (!MAC.test(mac) || !isCanonical(mac)) return 'header'
  const payload = file.subarray(header.length + 1)
  if (payload.length < LEAST_PAYLOAD || !hasWholeChunks(payload.length)) return 'payload'
  return looksRandom(payload) ? undefined : 'not-random'
}

/** Without the newline after the MAC; `undefined` when there is no such header within reach. */
function headerOf(file: Uint8Array): string | undefined {
  // One sign for each byte: the places in the text are those in the file.
  const text = new TextDecoder('latin1').decode(file.subarray(0, INTRO.length + MOST_STANZAS * 1600 + 64))
  if (!text.startsWith(INTRO)) return undefined
  const start = text.indexOf('\n--- ')
  const end = start === -1 ? -1 : text.indexOf('\n', start + 1)
  return end === -1 ? undefined : text.slice(0, end)
}

/** The unused bits of the last sign are zero: 1494 signs carry 1120 bytes and 4 bits, 43 carry 32 bytes and 2. */
function isCanonical(line: string): boolean {
  const text = line.slice(line.lastIndexOf(' ') + 1)
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(text.at(-1) ?? '')
  return text.length % 4 === 2 ? value % 16 === 0 : value % 4 === 0
}

/** Chunks of 64 KiB with a tag of 16 bytes; the last may be shorter, and is never empty here. */
function hasWholeChunks(length: number): boolean {
  const rest = (length - 16) % (65_536 + 16)
  return rest === 0 || rest > 16
}

function looksRandom(payload: Uint8Array): boolean {
  const seen = countBytes(payload)
  const expected = payload.length / 256
  let sum = 0
  for (const count of seen) sum += (count - expected) ** 2 / expected
  return sum < LARGEST_CHI_SQUARE
}

/** Four counts side by side: one that is read right after it was written waits, and a part has four million bytes. */
function countBytes(bytes: Uint8Array): Uint32Array {
  const seen = new Uint32Array(1024)
  const whole = bytes.length - (bytes.length % 4)
  for (let at = 0; at < whole; at += 4) {
    count(seen, bytes[at] ?? 0)
    count(seen, 256 + (bytes[at + 1] ?? 0))
    count(seen, 512 + (bytes[at + 2] ?? 0))
    count(seen, 768 + (bytes[at + 3] ?? 0))
  }
  for (const byte of bytes.subarray(whole)) count(seen, byte)
  return seen.subarray(0, 256).map((one, byte) => one + (seen[256 + byte] ?? 0) + (seen[512 + byte] ?? 0) + (seen[768 + byte] ?? 0))
}

function count(seen: Uint32Array, place: number): void {
  seen[place] = (seen[place] ?? 0) + 1
}
