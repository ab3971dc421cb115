import { inCity, type Database } from '../../../platform/db/database.ts'

export type DeclarationScope = { readonly city: string; readonly since: string }

/** What people told of checks without a receipt, the latest first. Read by the city and its auditor, never published. */
export function declarationsStatement(db: Database, { city, since }: DeclarationScope) {
  return db
    .selectFrom('receipts.declarations')
    .where('city', '=', city)
    .where('day', '>=', since)
    .select(['reference', 'service', 'day', 'hour', 'quarter', 'asked', 'happened', 'account', 'declared_at'])
    .orderBy('declared_at', 'desc')
    .limit(500)
}

export const sample = { city: '80021', since: '2027-03-01' }

export async function readDeclarations(db: Database, scope: DeclarationScope) {
  return inCity(db, scope.city, (tx) => declarationsStatement(tx, scope).execute())
}
