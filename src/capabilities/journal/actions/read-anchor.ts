import type { Database } from '../../../platform/db/database.ts'
import { anchorAt, EMPTY_ANCHOR, type Anchor } from '../core/checkpoint.ts'
import { readNewestCheckpoint } from '../queries/newest-checkpoint.ts'

/** What a device quotes in the receipts it signs from now on: the newest checkpoint that was published. */
export async function readAnchor(db: Database, city: string): Promise<Anchor> {
  const newest = await readNewestCheckpoint(db, city)
  return newest === undefined ? EMPTY_ANCHOR : anchorAt({ size: newest.size, root: new Uint8Array(newest.root) })
}
