import { describe, expect, test } from 'vitest'
import { concat, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { seededRandom } from '../../../foundation/seeded-random.ts'
import { EMPTY_ROOT, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { proofFrom, readNodes, subtreesFor } from './shared-nodes.ts'
import { growTree, proveConsistency, proveInclusion, readRoot, type ReadTile } from './tile-tree.ts'
import { parseTilePath, tileAt, tilePath, tilesBetween, TILE_WIDTH } from './tile.ts'

const LARGEST = 70_000
const leaves: readonly Bytes[] = Array.from({ length: LARGEST }, (_, index) => leafHash(new TextEncoder().encode(`entry ${index}`)))

/** RFC 6962 §2.1 word for word: split at the largest power of two below the count. */
function naiveRoot(from: number, to: number): Bytes {
  if (to === from) return EMPTY_ROOT
  if (to - from === 1) return leaves[from] ?? EMPTY_ROOT
  let power = 1
  while (power * 2 < to - from) power *= 2
  return nodeHash(naiveRoot(from, from + power), naiveRoot(from + power, to))
}

/** Grown from nothing in steps of these sizes; tiles are kept as a database keeps them, each replaced by its later self. */
function growInSteps(steps: readonly number[]) {
  const tiles = new Map<string, Bytes>()
  let size = 0
  let root = EMPTY_ROOT
  for (const step of steps) {
    const edge: Uint8Array[] = []
    for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)])
      edge.push((count % TILE_WIDTH === 0 ? undefined : tiles.get(`${level}/${Math.floor(count / TILE_WIDTH)}`)) ?? new Uint8Array())
    const grown = growTree(size, edge, concat(...leaves.slice(size, size + step)))
    for (const { level, n, hashes, width } of grown.changed) {
      expect(hashes.length).toBe(width * 32)
      tiles.set(`${level}/${n}`, hashes)
    }
    ;({ size, root } = grown)
  }
  const read: ReadTile = async ({ level, n, width }) => {
    const hashes = tiles.get(`${level}/${n}`)
    if (hashes === undefined || hashes.length < width * 32) throw new Error(`no tile ${level}/${n} of width ${width}`)
    return hashes.subarray(0, width * 32)
  }
  return { size, root, tiles, read }
}

const random = seededRandom(20_270_301)

describe('a tree that grows in tiles', () => {
  test('in steps of any size, it has the root of RFC 6962 after each, and the same tiles as when it grows in one step', () => {
    for (let round = 0; round < 30; round += 1) {
      const steps = Array.from(
        { length: 1 + random.below(12) },
        () => [random.below(4), random.below(300), random.below(900), 256, 0][random.below(5)] ?? 0,
      )
      for (let count = 1; count <= steps.length; count += 1) {
        const grown = growInSteps(steps.slice(0, count))
        expect(grown.root, steps.slice(0, count).join()).toEqual(naiveRoot(0, grown.size))
      }
      const all = growInSteps(steps)
      expect([...all.tiles].sort()).toEqual([...growInSteps([all.size]).tiles].sort())
    }
  })
  test('around whole tiles of two levels, where a tile begins or ends', async () => {
    for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, LARGEST]) {
      const { root, read } = growInSteps([Math.floor(size / 3), size - Math.floor(size / 3)])
      expect(root, String(size)).toEqual(naiveRoot(0, size))
      expect(await readRoot(size, read)).toEqual(root)
    }
  })
})

describe('proofs out of tiles', () => {
  const tree = growInSteps([LARGEST])
  const sizes = () => [1 + random.below(20), 1 + random.below(1200), 1 + random.below(LARGEST), 65_536, LARGEST][random.below(5)] ?? 1

  test('any entry of any size is proven, the shared hashes give the same proof, and no neighbour passes for it', async () => {
    for (let round = 0; round < 400; round += 1) {
      const size = sizes()
      const index = random.below(size)
      const [proof, root] = [await proveInclusion({ index, size }, tree.read), await readRoot(size, tree.read)]
      const claim = { index, size, leaf: leaves[index] ?? EMPTY_ROOT, proof, root }
      expect(verifyInclusion(claim), `${index} of ${size}`).toBe(true)
      expect(proofFrom(await readNodes(subtreesFor([index], size), size, tree.read), index, size)).toEqual(proof)
      const other = random.below(size)
      if (other !== index) {
        expect(verifyInclusion({ ...claim, index: other }), `${index} as ${other} of ${size}`).toBe(false)
        expect(verifyInclusion({ ...claim, leaf: leaves[other] ?? EMPTY_ROOT })).toBe(false)
      }
      expect(verifyInclusion({ ...claim, root: sha256(root) })).toBe(false)
      const at = random.below(Math.max(1, proof.length))
      if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: proof.toSpliced(at, 1) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: proof.toSpliced(at, 0, sha256(root)) })).toBe(false)
    }
  })
  test('any size is proven to be the beginning of any larger one, and no other root passes for either', async () => {
    for (let round = 0; round < 400; round += 1) {
      const [from, to] = [sizes(), sizes()].sort((left, right) => left - right)
      if (from === undefined || to === undefined || from === to) continue
      const proof = await proveConsistency({ from, to }, tree.read)
      const claim = {
        from,
        to,
        fromRoot: from < 2000 ? naiveRoot(0, from) : await readRoot(from, tree.read),
        toRoot: await readRoot(to, tree.read),
        proof,
      }
      expect(verifyConsistency(claim), `${from} to ${to}`).toBe(true)
      expect(verifyConsistency({ ...claim, fromRoot: sha256(claim.fromRoot) })).toBe(false)
      expect(verifyConsistency({ ...claim, toRoot: sha256(claim.toRoot) })).toBe(false)
      const at = random.below(proof.length)
      expect(verifyConsistency({ ...claim, proof: proof.toSpliced(at, 1) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: proof.with(at, sha256(claim.toRoot)) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...proof, sha256(claim.toRoot)] })).toBe(false)
      expect(verifyConsistency({ ...claim, from: to, to: from })).toBe(false)
    }
  })
})

describe('paths of tiles', () => {
  test('each tile of a log has one path, which is read back as that tile and nothing else', () => {
    for (const size of [1, 256, 70_000, 256 * 1_234_067 + 12])
      for (const tile of size > LARGEST ? [tileAt('entries', 1_234_067, size), tileAt(0, 1_234_066, size)] : tilesBetween(0, size))
        expect(parseTilePath(tilePath(tile))).toEqual(tile)
    expect(tilePath({ level: 'entries', n: 1_234_067, width: 256 })).toBe('tile/entries/x001/x234/067')
    const odd = ['tile/0/67', 'tile/0/x000/067', 'tile/0/x001/67', 'tile/0/001/067', 'tile/64/000', 'tile/00/000', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/-1/000', 'tile/0/000/', '/tile/0/000', 'tile/0/../000', 'tile/0/x001/x234/067.p/'] // prettier-ignore
    for (const path of odd) expect(parseTilePath(path), path).toBe(undefined)
  })
})
