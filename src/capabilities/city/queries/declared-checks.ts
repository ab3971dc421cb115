import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type DeclaredScope = { readonly city: string; readonly since: string }
export type DeclaredMonth = { readonly unit: number; readonly month: string; readonly days: number; readonly checks: number }

/** What each unit declares, by month; of several revisions of a day, the latest counts. */
export function declaredChecksStatement(db: Database, { city, since }: DeclaredScope) {
  const latest = db
    .selectFrom('city.declared_checks')
    .where('city', '=', city)
    .where('day', '>=', since)
    .distinctOn(['unit', 'day'])
    .select(['unit', 'day', 'checks'])
    .orderBy('unit')
    .orderBy('day')
    .orderBy('revision', 'desc')
  return db
    .selectFrom(latest.as('l'))
    .select((select) => [
      'l.unit',
      sql<string>`to_char(l.day, 'YYYY-MM')`.as('month'),
      select.fn.countAll<number>().as('days'),
      select.fn.sum<number>('l.checks').as('checks'),
    ])
    .groupBy(['l.unit', 'month'])
    .orderBy('l.unit')
    .orderBy('month')
}

export const sample = { city: '80021', since: '2027-01-01' }

export async function readDeclaredChecks(db: Database, scope: DeclaredScope): Promise<readonly DeclaredMonth[]> {
  return inCity(db, scope.city, (tx) => declaredChecksStatement(tx, scope).execute())
}
