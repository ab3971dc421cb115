import { sql } from 'kysely'
import type { Database } from '../../../platform/db/database.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { CityCheckAct, CityServiceKind } from '../../../platform/db/tables.ts'

export type Unit = {
  readonly unit: number
  readonly name: string
  readonly kind: CityServiceKind
  readonly acts: readonly CityCheckAct[]
}

export function unitsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('city.units')
    .where('city', '=', city)
    .select(['unit', 'name', 'kind', sql<CityCheckAct[]>`acts::text[]`.as('acts')])
    .orderBy('unit')
}

export const sample = { city: '80021' }

export async function readUnits(db: Database, city: string): Promise<readonly Unit[]> {
  return inCity(db, city, (tx) => unitsStatement(tx, { city }).execute())
}
