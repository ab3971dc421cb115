import { inCity, type Database } from '../../../platform/db/database.ts'

/** The largest checkpoint that was published with its quorum. */
export function newestCheckpointStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('journal.checkpoints')
    .where('city', '=', city)
    .select(['size', 'root', 'note', 'published_at'])
    .orderBy('size', 'desc')
    .limit(1)
}

export const sample = { city: '80021' }

export async function readNewestCheckpoint(db: Database, city: string) {
  return inCity(db, city, (tx) => newestCheckpointStatement(tx, { city }).executeTakeFirst())
}
