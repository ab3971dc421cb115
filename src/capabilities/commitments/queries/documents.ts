import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Document } from '../core/publication.ts'

/** Every document that was given as evidence, decided or not. */
export function documentsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('commitments.evidence as e')
    .leftJoin('commitments.evidence_decisions as d', (join) => join.onRef('d.city', '=', 'e.city').onRef('d.reference', '=', 'e.reference'))
    .where('e.city', '=', city)
    .select(['e.commitment', 'e.reference', 'e.party', 'e.title', 'e.address', 'e.words', 'e.dated', 'e.given_at'])
    .select(['d.verdict', 'd.reasons', 'd.decided_at'])
    .orderBy('e.given_at')
    .orderBy('e.reference')
}

export const sample = { city: '80021' }

export async function readDocuments(db: Database, city: string): Promise<readonly Document[]> {
  const rows = await inCity(db, city, (tx) => documentsStatement(tx, { city }).execute())
  return rows.map(({ given_at, verdict, reasons, decided_at, ...row }) => ({
    ...row,
    givenAt: given_at,
    decision: verdict === null || reasons === null || decided_at === null ? undefined : { verdict, reasons, decidedAt: decided_at },
  }))
}
