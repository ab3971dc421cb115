import { equalBytes, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'

/** The Merkle tree of RFC 6962 §2.1, over SHA-256. All hashes are 32 bytes; sizes and indexes are below 2^53. */
export const HASH_LENGTH = 32

/** The root of a tree without leaves: H(""). */
export const EMPTY_ROOT: Bytes = sha256(new Uint8Array())

/** H(00 ‖ entry). */
export function leafHash(entry: Uint8Array): Bytes {
  const message = new Uint8Array(entry.length + 1)
  message.set(entry, 1)
  return sha256(message)
}

/** H(01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  const message = new Uint8Array(1 + 2 * HASH_LENGTH)
  message[0] = 1
  message.set(left, 1)
  message.set(right, 1 + HASH_LENGTH)
  return sha256(message)
}

export type Inclusion = {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** The root that this proof leads to (RFC 9162 §2.1.3.2); `undefined` when its length does not fit index and size. */
export function rootOfInclusion({ index, size, leaf, proof }: Inclusion): Uint8Array | undefined {
  if (!isSize(index) || !isSize(size) || index >= size || leaf.length !== HASH_LENGTH) return undefined
  let [first, last, root] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== HASH_LENGTH) return undefined
    if (first % 2 === 1 || first === last) {
      root = nodeHash(sibling, root)
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)]
    } else root = nodeHash(root, sibling)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 ? root : undefined
}

export function verifyInclusion(claim: Inclusion & { readonly root: Uint8Array }): boolean {
  const root = rootOfInclusion(claim)
  return root !== undefined && equalBytes(root, claim.root)
}

export type Consistency = {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Is the smaller tree the beginning of the larger one (RFC 9162 §2.1.4.2)? A tree without leaves is the beginning of any, which
 * proves nothing: `from` 0 is false here, and whoever accepts it says so.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isSize(from) || !isSize(to) || from === 0 || from > to) return false
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot)
  if ([fromRoot, toRoot, ...proof].some(({ length }) => length !== HASH_LENGTH)) return false
  const path = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof
  const [start, ...rest] = path
  if (start === undefined || proof.length === 0) return false
  let [first, last] = [from - 1, to - 1]
  while (first % 2 === 1) [first, last] = [half(first), half(last)]
  let [old, fresh] = [start, start]
  for (const sibling of rest) {
    if (last === 0) return false
    if (first % 2 === 1 || first === last) {
      ;[old, fresh] = [nodeHash(sibling, old), nodeHash(sibling, fresh)]
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)]
    } else fresh = nodeHash(fresh, sibling)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && equalBytes(old, fromRoot) && equalBytes(fresh, toRoot)
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.floor(Math.log2(value)) === value
}
