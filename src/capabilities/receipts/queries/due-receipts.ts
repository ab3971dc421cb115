import type { Database } from '../../../platform/db/database.ts'

/** `before`: a civil date; the day of the check is earlier. `contestedBefore`: what was contested since is not due. */
export type DueReceipts = { readonly city: string; readonly before: string; readonly contestedBefore: Date; readonly most: number }

/** Receipts whose time is over. */
export function dueReceiptsStatement(db: Database, { city, before, contestedBefore, most }: DueReceipts) {
  return db
    .selectFrom('receipts.receipts as r')
    .where('r.city', '=', city)
    .where('r.day', '<', before)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('receipts.claims as c')
            .whereRef('c.city', '=', 'r.city')
            .whereRef('c.key_id', '=', 'r.key_id')
            .whereRef('c.seq', '=', 'r.seq')
            .where('c.kind', '=', 'contest')
            .where('c.claimed_at', '>=', contestedBefore)
            .select('c.id'),
        ),
      ),
    )
    .select(['r.key_id', 'r.seq', 'r.card'])
    .orderBy('r.day')
    .limit(most)
}

export const sample = { city: '80021', before: '2027-03-01', contestedBefore: new Date(0), most: 1000 }
