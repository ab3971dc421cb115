import { inCity, type Database } from '../../../platform/db/database.ts'

export type UnansweredScope = { readonly city: string; readonly unit: number }

/** What holders said of this unit's receipts and no note of the unit has followed yet, the oldest first. */
export function unansweredClaimsStatement(db: Database, { city, unit }: UnansweredScope) {
  return db
    .selectFrom('receipts.claims as c')
    .innerJoin('receipts.receipts as r', (join) =>
      join.onRef('r.city', '=', 'c.city').onRef('r.key_id', '=', 'c.key_id').onRef('r.seq', '=', 'c.seq'),
    )
    .where('c.city', '=', city)
    .where('r.unit', '=', unit)
    .where('c.kind', 'in', ['contest', 'observe'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('receipts.annotations as a')
            .whereRef('a.city', '=', 'c.city')
            .whereRef('a.key_id', '=', 'c.key_id')
            .whereRef('a.seq', '=', 'c.seq')
            .whereRef('a.written_at', '>=', 'c.claimed_at')
            .select('a.id'),
        ),
      ),
    )
    .select(['c.id', 'c.kind', 'c.claimed_at', 'c.key_id', 'c.seq', 'r.quarter', 'r.issued_at'])
    .orderBy('c.id')
    .limit(200)
}

export const sample = { city: '80021', unit: 1 }

export async function readUnansweredClaims(db: Database, scope: UnansweredScope) {
  return inCity(db, scope.city, (tx) => unansweredClaimsStatement(tx, scope).execute())
}
