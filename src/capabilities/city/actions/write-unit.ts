import { ACTS_OF_SERVICE } from '../../../foundation/police-acts.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { CityCheckAct, CityServiceKind } from '../../../platform/db/tables.ts'

export type NewUnit = {
  readonly unit: number
  readonly name: string
  readonly kind: CityServiceKind
  readonly acts: readonly CityCheckAct[]
  readonly now: Date
}

/** Adds a service or changes its name and acts; its kind and number stay. */
export async function writeUnit(
  db: Database,
  city: string,
  unit: NewUnit,
): Promise<Result<number, 'act-not-of-this-service' | 'kind-never-changes'>> {
  const unlawful = unit.acts.find((act) => !ACTS_OF_SERVICE[unit.kind].includes(act))
  if (unlawful) return refuse('act-not-of-this-service', { act: unlawful, service: unit.kind })
  return inCity(db, city, async (tx) => {
    const existing = await tx.selectFrom('city.units').where('city', '=', city).where('unit', '=', unit.unit).select('kind').executeTakeFirst()
    if (existing && existing.kind !== unit.kind) return refuse('kind-never-changes')
    await tx
      .insertInto('city.units')
      .values({ city, unit: unit.unit, name: unit.name, kind: unit.kind, acts: [...unit.acts], created_at: unit.now })
      .onConflict((conflict) => conflict.columns(['city', 'unit']).doUpdateSet({ name: unit.name, acts: [...unit.acts] }))
      .execute()
    return accept(unit.unit)
  })
}
