import { createHash } from 'node:crypto'
import { equalBytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { sql } from 'kysely'
import { inCity } from '../../../platform/db/database.ts'
import type { Core } from '../../../platform/services.ts'
import { openPublicLog } from '../audit/open-public-log.ts'
import { readEntryRange } from '../core/public-log.ts'
import { leafHash } from '../core/merkle.ts'
import { NOTHING_SEEN, type View } from '../core/extension.ts'
import { openPublisher } from './open-publisher.ts'
import { readPublished } from './publish.ts'
import { lockHead, readEdge, writeTree } from './sequence.ts'
import { growTree } from '../core/tile-tree.ts'

export type RecoverRefusal = 'no-signer' | 'nothing-missing' | 'files-incomplete' | 'another-history'

/**
 * After a backup was restored that is older than what was signed: puts the missing entries back into the database from the published
 * files. Only what the signer's own record confirms is taken, or, where that record went with its machine, a published checkpoint that
 * has its quorum; and only when the database is its beginning. The salts of those entries are gone with the rows they belonged to: each
 * of them still stands, and proves nothing more. Those that waited in the queue when the backup was made still have theirs, and do not
 * enter twice.
 */
export async function recoverJournal(
  services: Core,
  city: string,
): Promise<Result<{ readonly added: number; readonly size: number }, RecoverRefusal>> {
  const publisher = await openPublisher(services, city)
  if (publisher === undefined) return refuse('no-signer')
  const signed = await publisher.signer.latest()
  await publisher.signer.close()
  const published = await readPublished(publisher.folder, publisher.policy)
  const target = larger(signed, published?.checkpoint ?? NOTHING_SEEN)
  const log = openPublicLog(publisher.folder)
  return inCity(services.db, city, async (tx) => {
    const now = services.clock()
    const head = await lockHead(tx, city, now)
    if (head.size >= target.size) return refuse('nothing-missing', { size: head.size })
    const leaves = await readEntryRange(log, head.size, target.size)
    if (leaves === undefined) return refuse('files-incomplete', { from: head.size, size: target.size })
    const grown = growTree(head.size, await readEdge(tx, city, head.size), Buffer.concat(leaves.map(leafHash)))
    if (!equalBytes(grown.root, target.root)) return refuse('another-history', { size: target.size })
    const rows = leaves.map((leaf, at) => ({
      index: head.size + at,
      dedup: createHash('sha256')
        .update(`recovered\n${head.size + at}\n`)
        .update(leaf)
        .digest('hex'),
      leaf: Buffer.from(leaf).toString('hex'),
    }))
    for (let at = 0; at < rows.length; at += 5000)
      await sql`
        insert into journal.entries (city, index, dedup, leaf, salt, queued_at)
        select ${city}, r.index, coalesce(q.dedup, decode(r.dedup, 'hex')), decode(r.leaf, 'hex'), q.salt, ${now}::timestamptz
        from json_to_recordset(${JSON.stringify(rows.slice(at, at + 5000))}::json) as r (index bigint, dedup text, leaf text)
        left join journal.queue q on q.city = ${city} and q.leaf = decode(r.leaf, 'hex') and q.salt is not null`.execute(tx)
    await writeTree(tx, { city, now }, grown)
    return accept({ added: rows.length, size: grown.size })
  })
}

function larger(one: View, other: View): View {
  return other.size > one.size ? other : one
}
