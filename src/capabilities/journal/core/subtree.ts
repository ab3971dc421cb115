import type { Bytes } from '../../../foundation/bytes.ts'
import { EMPTY_ROOT, nodeHash } from './merkle.ts'

/** A complete subtree: leaves [index × 2^level, (index + 1) × 2^level). */
export type Subtree = { readonly level: number; readonly index: number }

/** Leaves from `start` (included) to `end` (not included). */
export type Range = readonly [start: number, end: number]

/** The subtrees whose hashes make up the hash of a range that a proof names, from left to right. */
export function subtreesOf([start, end]: Range): readonly Subtree[] {
  const found: Subtree[] = []
  for (let at = start; at < end;) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The hash of a range from those of its subtrees, left to right: the last two first. */
export function joinSubtrees(hashes: readonly Bytes[]): Bytes {
  return hashes.reduceRight<Bytes | undefined>((joined, hash) => (joined === undefined ? hash : nodeHash(hash, joined)), undefined) ?? EMPTY_ROOT
}

/** What an inclusion proof is made of (RFC 6962 §2.1.1), in its order. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const split = start + largestPowerBelow(end - start)
    if (index < split) {
      ranges.push([split, end])
      end = split
    } else {
      ranges.push([start, split])
      start = split
    }
  }
  return ranges.reverse()
}

/** What a consistency proof is made of (RFC 6962 §2.1.2), in its order. Nothing for `from` 0 and for equal sizes. */
export function consistencyRanges(from: number, to: number): readonly Range[] {
  if (from === 0) return []
  const ranges: Range[] = []
  let [start, end, known] = [0, to, true]
  while (from !== end) {
    const split = start + largestPowerBelow(end - start)
    if (from <= split) {
      ranges.push([split, end])
      end = split
    } else {
      ranges.push([start, split])
      start = split
      known = false
    }
  }
  if (!known) ranges.push([start, end])
  return ranges.reverse()
}

/** The largest power of two smaller than `count`, which is 2 at least. */
function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
