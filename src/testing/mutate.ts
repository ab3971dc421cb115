import type { Bytes } from '../foundation/bytes.ts'
import type { SeededRandom } from '../foundation/seeded-random.ts'

const NEWLINE = 10
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ '

type Change = (bytes: Bytes, random: SeededRandom, donors: readonly Bytes[]) => Bytes

const joined = (...parts: readonly Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts))
const splitLines = (bytes: Bytes): Bytes[] => {
  const lines: Bytes[] = []
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, from)
    const to = end < 0 ? bytes.length : end + 1
    lines.push(bytes.slice(from, to))
    from = to
  }
  return lines
}
const someRange = (length: number, random: SeededRandom): readonly [number, number] => {
  const from = random.below(length + 1)
  return [from, Math.min(length, from + 1 + random.below(random.pick([1, 2, 8, 32, 44, 300])))]
}
const withByte = (bytes: Bytes, at: number, byte: number): Bytes => bytes.with(at, byte)

/** What goes wrong by chance on a disk or a line, and what someone tries who knows the formats. */
const CHANGES: readonly Change[] = [
  (bytes, random) => {
    const at = random.below(bytes.length)
    return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << random.below(8)))
  },
  (bytes, random) => withByte(bytes, random.below(bytes.length), random.below(256)),
  (bytes, random) => withByte(bytes, random.below(bytes.length), BASE64.charCodeAt(random.below(BASE64.length))),
  (bytes, random) => {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57)
    return digits.length === 0 ? bytes : withByte(bytes, random.pick(digits), 48 + random.below(10))
  },
  (bytes, random) => {
    const [from, to] = someRange(bytes.length, random)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const [from, to] = someRange(bytes.length, random)
    return joined(bytes.subarray(0, to), bytes.subarray(from))
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    const extra = Uint8Array.from({ length: 1 + random.below(40) }, () => random.pick([10, 32, 43, 61, 65, 0, 255, random.below(256)]))
    return joined(bytes.subarray(0, at), extra, bytes.subarray(at))
  },
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, random) => {
    const lines = splitLines(bytes)
    const [one, other] = [random.below(lines.length), random.below(lines.length)]
    return joined(...lines.with(one, lines[other] ?? bytes).with(other, lines[one] ?? bytes))
  },
  (bytes, random) => {
    const lines = splitLines(bytes)
    return joined(...lines.toSpliced(random.below(lines.length), random.below(2), ...(random.below(2) === 0 ? [random.pick(lines)] : [])))
  },
  (bytes, random, donors) => {
    const lines = splitLines(bytes)
    return joined(...lines.with(random.below(lines.length), random.pick(splitLines(random.pick(donors)))))
  },
  (bytes, random, donors) => {
    const [lines, others] = [splitLines(bytes), splitLines(random.pick(donors))]
    return joined(...lines.slice(0, random.below(lines.length + 1)), ...others.slice(random.below(others.length + 1)))
  },
  (bytes, random, donors) => {
    const donor = random.pick(donors)
    const [from, to] = someRange(Math.min(bytes.length, donor.length), random)
    return joined(bytes.subarray(0, from), donor.subarray(from, to), bytes.subarray(to))
  },
  (bytes, random) => {
    const blocks = Math.floor(bytes.length / 32)
    if (blocks < 2) return bytes
    const [one, other] = [32 * random.below(blocks), 32 * random.below(blocks)]
    const swapped = new Uint8Array(bytes)
    swapped.set(bytes.subarray(one, one + 32), other)
    swapped.set(bytes.subarray(other, other + 32), one)
    return swapped
  },
]

/** Other bytes than these, after one to three changes. `donors`: valid ones, whose parts are mixed in. */
export function mutate(bytes: Bytes, random: SeededRandom, donors: readonly Bytes[]): Bytes {
  for (;;) {
    let changed = bytes
    for (let count = random.pick([1, 1, 1, 2, 3]); count > 0 && changed.length > 0; count -= 1)
      changed = random.pick(CHANGES)(changed, random, donors)
    if (Buffer.compare(changed, bytes) !== 0) return changed
  }
}
