import { inCity, type Database } from '../../../platform/db/database.ts'
import type { CountedAct } from '../core/fact.ts'
import { defaultDefinition, definitionShape, type ReportDefinition } from '../core/report-definition.ts'
import type { PeriodKind } from '../core/report.ts'

export type DefinitionScope = { readonly city: string; readonly act: CountedAct; readonly kind: PeriodKind }
export type DefinitionRow = { readonly definition: ReportDefinition; readonly at: Date }

/** The latest first: it counts. */
export function definitionsStatement(db: Database, { city, act, kind }: DefinitionScope) {
  return db
    .selectFrom('activity.definitions')
    .where('city', '=', city)
    .where('act', '=', act)
    .where('kind', '=', kind)
    .select(['definition', 'written_at'])
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
}

export const sample = { city: '80021', act: 'check', kind: 'month' } as const

export async function readDefinitions(db: Database, scope: DefinitionScope): Promise<readonly DefinitionRow[]> {
  const rows = await inCity(db, scope.city, (tx) => definitionsStatement(tx, scope).execute())
  return rows.map(({ definition, written_at }) => ({ definition: definitionShape.parse(definition), at: written_at }))
}

export async function readDefinition(db: Database, scope: DefinitionScope): Promise<ReportDefinition> {
  return (await readDefinitions(db, scope))[0]?.definition ?? defaultDefinition(scope.kind)
}
