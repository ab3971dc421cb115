import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { concat, utf8, type Bytes } from '../foundation/bytes.ts'
import { journalFolder } from '../capabilities/journal/actions/open-publisher.ts'
import { openPublicLog } from '../capabilities/journal/audit/open-public-log.ts'
import { readEntryRange } from '../capabilities/journal/core/public-log.ts'
import { writeCheckpoint } from '../capabilities/journal/core/checkpoint.ts'
import type { View } from '../capabilities/journal/core/extension.ts'
import { leafHash } from '../capabilities/journal/core/merkle.ts'
import { cosignatureBytes, cosignedMessage, writeNote, type NoteSignature } from '../capabilities/journal/core/note.ts'
import { growTree, proveConsistency, readRoot, type ReadTile } from '../capabilities/journal/core/tile-tree.ts'
import { encodeBundle, tileAt, tilePath, TILE_WIDTH } from '../capabilities/journal/core/tile.ts'
import { openSigningKey } from '../capabilities/journal/signer/signer.ts'
import { withClient, OWNER_ROLE } from '../platform/db/roles.ts'
import type { JournalStage } from './journal-stage.ts'
import type { TestSite } from './test-site.ts'

/** What only those could do who hold the keys, the disk or the database: so that a test sees them caught. */

type Place = { readonly site: TestSite; readonly stage: JournalStage }

/** A note that the log's own key signed past its signer, and these witnesses' keys past their records. */
export async function forgeNote({ site, stage }: Place, view: View, cosigners: readonly string[] = []): Promise<string> {
  const text = writeCheckpoint({ origin: stage.origin, ...view })
  const time = Math.floor(site.now / 1000)
  const signWith = async (folder: string, kind: 'log' | 'witness'): Promise<NoteSignature> => {
    const own = await openSigningKey(folder)
    if (own === undefined) throw new Error(`${folder} has a key`)
    const bytes = kind === 'log' ? own.sign(utf8(text)) : cosignatureBytes(time, own.sign(cosignedMessage(text, time)))
    return { name: own.key.name, keyId: own.key.id, bytes }
  }
  const log = await signWith(join(journalFolder(site.services, stage.city), 'signer'), 'log')
  const others = await Promise.all(cosigners.map((name) => signWith(join(site.folder, 'witnesses', name), 'witness')))
  return writeNote({ text, signatures: [log, ...others] })
}

/** A tree of these entries, whatever they are. */
export type Forest = {
  readonly tile: ReadTile
  readonly root: (size: number) => Promise<Bytes>
  readonly consistency: (from: number, to: number) => Promise<readonly Bytes[]>
}

export function plant(entries: readonly Uint8Array[]): Forest {
  const held = new Map(growTree(0, [], concat(...entries.map(leafHash))).changed.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]))
  const tile: ReadTile = async ({ level, n }) => held.get(`${level}/${n}`) ?? new Uint8Array()
  return { tile, root: (size) => readRoot(size, tile), consistency: (from, to) => proveConsistency({ from, to }, tile) }
}

export async function publishedEntries(folder: string, size: number): Promise<readonly Bytes[]> {
  const entries = await readEntryRange(openPublicLog(folder), 0, size)
  if (entries === undefined) throw new Error('the bundles are there')
  return entries
}

/** Writes these entries where the public reads those of `size`; with the tiles made anew, so that each file fits the other. */
export function rewriteFiles(
  folder: string,
  { entries, size, tiles }: { readonly entries: readonly Bytes[]; readonly size: number; readonly tiles: boolean },
): void {
  // prettier-ignore
  for (let n = 0; n * TILE_WIDTH < size; n += 1) {
    const last = (n + 1) * TILE_WIDTH >= size
    const own = entries.slice(n * TILE_WIDTH, last ? undefined : (n + 1) * TILE_WIDTH)
    writeFileSync(join(folder, tilePath(tileAt('entries', n, size))), encodeBundle(own))
  }
  if (!tiles) return
  for (const { level, n, hashes } of growTree(0, [], concat(...entries.map(leafHash))).changed) {
    const tile = tileAt(level, n, size)
    if (tile.width > 0) writeFileSync(join(folder, tilePath(tile)), hashes.subarray(0, tile.width * 32))
  }
}

/** A folder as it is now, kept elsewhere; `putBack` makes it that again. */
export function keepCopy(folder: string): { readonly folder: string; readonly putBack: () => void } {
  const copy = mkdtempSync(`${folder}-copy-`)
  cpSync(folder, copy, { recursive: true })
  return {
    folder: copy,
    putBack: () => {
      rmSync(folder, { recursive: true })
      cpSync(copy, folder, { recursive: true })
    },
  }
}

export function readNote(folder: string): string {
  return readFileSync(join(folder, 'checkpoint'), 'utf8')
}

/** As the owner of the tables, whom no row security binds. */
export function asOwner(site: TestSite, ...statements: readonly string[]): Promise<void> {
  return withClient(
    site.databaseUrl,
    async (client) => {
      await client.query('begin')
      for (const statement of statements) await client.query(statement)
      await client.query('commit')
    },
    OWNER_ROLE,
  )
}
