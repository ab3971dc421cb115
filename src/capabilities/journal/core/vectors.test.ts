import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectAccepted } from '../../../foundation/result.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { leafHash, rootOfInclusion, verifyConsistency, verifyInclusion } from './merkle.ts'
import { parseNote, verifyNote } from './note.ts'
import { growTree, proveConsistency, proveInclusion, readRoot } from './tile-tree.ts'
import { decodeBundle, encodeBundle, tileAt, tilePath } from './tile.ts'
import { parseVerifierKey } from './verifier-key.ts'

/** Vectors that others made: transparency-dev/merkle and transparency-dev/tessera (../shared/data/README.md). */
const FOLDER = join(import.meta.dirname, '../../../../../shared/data/journal-vectors')
const absent = !existsSync(FOLDER)
const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const files = (kind: string) =>
  absent
    ? []
    : readdirSync(join(FOLDER, kind), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json'))
        .sort()
const read = (kind: string, file: string) => JSON.parse(readFileSync(join(FOLDER, kind, file), 'utf8'))

describe.skipIf(absent)('proofs that others made', () => {
  test('all 98 inclusion vectors: each is accepted or refused as it says', () => {
    const all = files('inclusion')
    expect(all.length).toBe(98)
    for (const file of all) {
      const { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr } = read('inclusion', file)
      const claim = { index: leafIdx, size: treeSize, leaf: base64(leaf ?? ''), proof: (proof ?? []).map(base64), root: base64(root ?? '') }
      expect(verifyInclusion(claim), file).toBe(!wantErr)
    }
  })
  test('all 98 consistency vectors: each is accepted or refused as it says', () => {
    const all = files('consistency')
    expect(all.length).toBe(98)
    for (const file of all) {
      const { size1, size2, root1, root2, proof, wantErr } = read('consistency', file)
      const claim = { from: size1, to: size2, fromRoot: base64(root1 ?? ''), toRoot: base64(root2 ?? ''), proof: (proof ?? []).map(base64) }
      expect(verifyConsistency(claim), file).toBe(!wantErr)
    }
  })
})

describe.skipIf(absent)('a whole log that another program wrote', () => {
  const log = join(FOLDER, 'whole-log')
  const key = parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx')
  const note = (name: string) => readFileSync(join(log, name), 'utf8')
  const checkpoint = (name: string) => expectAccepted(parseCheckpoint(expectAccepted(parseNote(note(name))).text))
  const newest = absent ? 0 : checkpoint('checkpoint').size
  const readTile = async (tile: { level: number | 'entries'; n: number; width: number }) => new Uint8Array(readFileSync(join(log, tilePath(tile))))

  test('its 16 checkpoints and the newest are signed by its key, and by nothing else once a letter has changed', async () => {
    for (const name of ['checkpoint', ...Array.from({ length: 16 }, (_, index) => `checkpoint.${index}`)]) {
      const source = note(name)
      expect((await verifyNote(expectAccepted(parseNote(source)), [expectAccepted(key)])).ok, name).toBe(true)
      const changed = source.replace('example.com', 'example.org')
      expect((await verifyNote(expectAccepted(parseNote(changed)), [expectAccepted(key)])).ok, name).toBe(false)
    }
  })
  test('from its entries we make its tiles, its bundles and each of its roots, byte for byte', async () => {
    for (let size = 1; size <= newest; size += 1) {
      const bundle = await readTile(tileAt('entries', 0, size))
      const entries = decodeBundle(bundle, size) ?? []
      expect(Buffer.from(encodeBundle(entries))).toEqual(Buffer.from(bundle))
      const grown = growTree(0, [], new Uint8Array(Buffer.concat(entries.map(leafHash))))
      expect(Buffer.from(grown.changed[0]?.hashes ?? [])).toEqual(Buffer.from(await readTile(tileAt(0, 0, size))))
      const named = Array.from({ length: 16 }, (_, index) => checkpoint(`checkpoint.${index}`)).filter((candidate) => candidate.size === size)
      for (const { root } of named) expect(Buffer.from(grown.root)).toEqual(Buffer.from(root))
    }
  })
  test('from its tiles we prove each entry in each size, and each size to be the beginning of each larger one', async () => {
    for (let size = 1; size <= newest; size += 1) {
      const root = await readRoot(size, readTile)
      const entries = decodeBundle(await readTile(tileAt('entries', 0, size)), size) ?? []
      for (const [index, entry] of entries.entries()) {
        const proof = await proveInclusion({ index, size }, readTile)
        expect(rootOfInclusion({ index, size, leaf: leafHash(entry), proof })).toEqual(root)
      }
      for (let from = 1; from <= size; from += 1) {
        const proof = await proveConsistency({ from, to: size }, readTile)
        expect(verifyConsistency({ from, to: size, fromRoot: await readRoot(from, readTile), toRoot: root, proof })).toBe(true)
      }
    }
  })
})
