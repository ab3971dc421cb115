import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { HASH_LENGTH } from './merkle.ts'
import { inclusionRanges, joinSubtrees, subtreesOf, type Subtree } from './subtree.ts'
import { hashWithin, placeOf, tileAt } from './tile.ts'
import type { ReadTile } from './tile-tree.ts'

/**
 * Inclusion proofs of many entries under one checkpoint, their hashes listed once. Everyone who asks gets the same: nobody learns which
 * entry a reader came for. `nodes`: `level.index:base64`.
 */
export type ProofGroup = { readonly note: string; readonly nodes: readonly string[] }

/** The subtrees whose hashes prove that these entries stand in a tree of `size` leaves, each once. */
export function subtreesFor(indexes: readonly number[], size: number): readonly Subtree[] {
  const found = new Map<string, Subtree>()
  for (const index of indexes)
    for (const range of inclusionRanges(index, size)) for (const subtree of subtreesOf(range)) found.set(nameOf(subtree), subtree)
  return [...found.values()]
}

export async function readNodes(subtrees: readonly Subtree[], size: number, read: ReadTile): Promise<readonly string[]> {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tileOf = (level: number, n: number): Promise<Uint8Array> => {
    const known = tiles.get(`${level}/${n}`) ?? read(tileAt(level, n, size))
    tiles.set(`${level}/${n}`, known)
    return known
  }
  return Promise.all(
    subtrees.map(async (subtree) => {
      const { level, n, at, count } = placeOf(subtree)
      return `${nameOf(subtree)}:${toBase64(hashWithin(await tileOf(level, n), at, count))}`
    }),
  )
}

/** One entry's own proof (RFC 6962 §2.1.1) out of the shared hashes. `undefined` when one is missing or malformed. */
export function proofFrom(nodes: readonly string[], index: number, size: number): readonly Bytes[] | undefined {
  const hashes = new Map(nodes.map((node) => [node.slice(0, node.indexOf(':')), node.slice(node.indexOf(':') + 1)]))
  const proof: Bytes[] = []
  for (const range of inclusionRanges(index, size)) {
    const parts = subtreesOf(range).map((subtree) => fromBase64(hashes.get(nameOf(subtree)) ?? ''))
    const whole = parts.filter((hash) => hash?.length === HASH_LENGTH).filter((hash) => hash !== undefined)
    if (whole.length !== parts.length) return undefined
    proof.push(joinSubtrees(whole))
  }
  return proof
}

function nameOf({ level, index }: Subtree): string {
  return `${level}.${index}`
}
