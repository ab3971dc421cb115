import { concat, utf8, type Bytes } from '../foundation/bytes.ts'
import { sha256 } from '../foundation/digest.ts'
import { expectAccepted } from '../foundation/result.ts'
import { ed25519PublicKey, signEd25519 } from '../foundation/signature.ts'
import type { PublicLog } from '../capabilities/journal/core/public-log.ts'
import { writeCheckpoint } from '../capabilities/journal/core/checkpoint.ts'
import { leafOf, writeLeaf } from '../capabilities/journal/core/leaf.ts'
import { leafHash } from '../capabilities/journal/core/merkle.ts'
import { cosignatureBytes, cosignedMessage, writeNote, type NoteSignature } from '../capabilities/journal/core/note.ts'
import { parsePolicy, type Policy } from '../capabilities/journal/core/policy.ts'
import { growTree, proveConsistency, proveInclusion, readRoot, type ReadTile } from '../capabilities/journal/core/tile-tree.ts'
import { encodeBundle, tilePath, tilesBetween, TILE_WIDTH } from '../capabilities/journal/core/tile.ts'
import { verifierKey, writeVerifierKey, type VerifierKey } from '../capabilities/journal/core/verifier-key.ts'
import { WITNESSES } from './journal-stage.ts'

const ORIGIN = 'essai.example/journal'
/** Unix seconds of the first cosignature; each size has its own. */
const SIGNED_FROM = 1_800_000_000
const seedOf = (name: string): Bytes => sha256(`paper ${name}`)

/** A journal in memory whose secret keys the test holds: it signs what it likes, of any size, and shows what it likes. */
export type PaperJournal = {
  readonly policy: Policy
  readonly entries: readonly Bytes[]
  readonly tile: ReadTile
  readonly root: (size: number) => Promise<Bytes>
  /** Signed by the log and these witnesses (all of them, unless named). */
  readonly note: (size: number, witnesses?: readonly string[]) => Promise<string>
  readonly inclusion: (index: number, size: number) => Promise<readonly Bytes[]>
  readonly consistency: (from: number, to: number) => Promise<readonly Bytes[]>
  /** All public files of a size, the checkpoint among them. */
  readonly files: (size: number, witnesses?: readonly string[]) => Promise<Map<string, Uint8Array>>
}

/** Entries as a city's journal has them, each another. */
export function paperEntries(count: number): readonly Bytes[] {
  return Array.from({ length: count }, (_, index) => {
    const entry = { type: 'receipt', businessKey: `papier-${index}`, version: 1, day: '2027-03-01', payload: { number: index } } as const
    return writeLeaf(leafOf({ ...entry, holderTag: seedOf(`tag ${index}`).slice(0, 8) }, seedOf(`salt ${index}`)))
  })
}

/** `quorum`: how many of the three witnesses; 0: none is needed. */
export function paperJournal(entries: readonly Bytes[], quorum = 2): PaperJournal {
  const log = paperKey('log')
  const group = quorum === 0 ? 'quorum none' : `group g ${quorum} ${WITNESSES.join(' ')}\nquorum g`
  const lines = [`log ${writeVerifierKey(log)}`, ...WITNESSES.map((name) => `witness ${name} ${writeVerifierKey(paperKey(name))}`), group]
  const { changed } = growTree(0, [], concat(...entries.map(leafHash)))
  const held = new Map(changed.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]))
  const tile: ReadTile = async ({ level, n, width }) => held.get(`${level}/${n}`)?.subarray(0, width * 32) ?? new Uint8Array()
  const root = (size: number) => readRoot(size, tile)
  const note = async (size: number, witnesses: readonly string[] = WITNESSES) => {
    const text = writeCheckpoint({ origin: ORIGIN, size, root: await root(size) })
    return writeNote({ text, signatures: [signPaper('log', text), ...witnesses.map((name) => cosignPaper(name, text, SIGNED_FROM + size))] })
  }
  return {
    policy: expectAccepted(parsePolicy(lines.join('\n'))),
    entries,
    tile,
    root,
    note,
    inclusion: (index, size) => proveInclusion({ index, size }, tile),
    consistency: (from, to) => proveConsistency({ from, to }, tile),
    files: async (size, witnesses) => {
      const files = new Map<string, Uint8Array>([['checkpoint', utf8(await note(size, witnesses))]])
      for (const one of tilesBetween(0, size)) {
        const first = one.n * TILE_WIDTH
        files.set(tilePath(one), one.level === 'entries' ? encodeBundle(entries.slice(first, first + one.width)) : await tile(one))
      }
      return files
    },
  }
}

/** The key of the paper log (`log`) or of one of its witnesses. */
export function paperKey(name: string): VerifierKey {
  const publicKey = ed25519PublicKey(seedOf(name))
  return name === 'log' ? verifierKey('log', ORIGIN, publicKey) : verifierKey('witness', `${name}.example/temoin`, publicKey)
}

export function paperSeed(name: string): Bytes {
  return seedOf(name)
}

function signPaper(name: string, text: string): NoteSignature {
  const key = paperKey(name)
  return { name: key.name, keyId: key.id, bytes: signEd25519(seedOf(name), utf8(text)) }
}

function cosignPaper(name: string, text: string, time: number): NoteSignature {
  const key = paperKey(name)
  return { name: key.name, keyId: key.id, bytes: cosignatureBytes(time, signEd25519(seedOf(name), cosignedMessage(text, time))) }
}

/** Public files that lie in memory. */
export function logInMemory(files: ReadonlyMap<string, Uint8Array>): PublicLog {
  return { place: 'memory', read: async (path) => files.get(path) }
}
