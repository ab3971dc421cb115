import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { equalBytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { sql } from 'kysely'
import { inCity } from '../../../platform/db/database.ts'
import type { Core } from '../../../platform/services.ts'
import { openPublicLog, readEntryRange } from '../audit/public-log.ts'
import { leafHash } from '../core/merkle.ts'
import { journalFolder } from './open-publisher.ts'
import { lockHead, readEdge, writeTree } from './sequence.ts'
import { growTree } from '../core/tile-tree.ts'
import { openSigner } from '../signer/signer.ts'

export type RecoverRefusal = 'no-signer' | 'nothing-missing' | 'files-incomplete' | 'another-history'

/**
 * After a backup was restored that is older than what was signed: puts the missing entries back into the database from the published
 * files. Only what the signer's own record confirms is taken, and only when the database is its beginning. The salts of those entries
 * are gone with the rows they belonged to: each of them still stands, and proves nothing more.
 */
export async function recoverJournal(
  services: Core,
  city: string,
): Promise<Result<{ readonly added: number; readonly size: number }, RecoverRefusal>> {
  const signer = await openSigner(join(journalFolder(services, city), 'signer'), services.clock)
  if (signer === undefined) return refuse('no-signer')
  const signed = await signer.latest()
  await signer.close()
  const log = openPublicLog(join(journalFolder(services, city), 'public'))
  return inCity(services.db, city, async (tx) => {
    const now = services.clock()
    const head = await lockHead(tx, city, now)
    if (head.size >= signed.size) return refuse('nothing-missing', { size: head.size })
    const leaves = await readEntryRange(log, head.size, signed.size)
    if (leaves === undefined) return refuse('files-incomplete', { from: head.size, size: signed.size })
    const grown = growTree(head.size, await readEdge(tx, city, head.size), Buffer.concat(leaves.map(leafHash)))
    if (!equalBytes(grown.root, signed.root)) return refuse('another-history', { size: signed.size })
    const rows = leaves.map((leaf, at) => ({
      index: head.size + at,
      dedup: createHash('sha256').update('recovered\n').update(leaf).digest('hex'),
      leaf: Buffer.from(leaf).toString('hex'),
    }))
    for (let at = 0; at < rows.length; at += 5000)
      await sql`
        insert into journal.entries (city, index, dedup, leaf, queued_at)
        select ${city}, index, decode(dedup, 'hex'), decode(leaf, 'hex'), ${now}::timestamptz
        from json_to_recordset(${JSON.stringify(rows.slice(at, at + 5000))}::json) as r (index bigint, dedup text, leaf text)`.execute(tx)
    await writeTree(tx, { city, now }, grown)
    return accept({ added: rows.length, size: grown.size })
  })
}
