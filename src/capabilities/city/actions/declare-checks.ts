import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type DeclaredDay = {
  readonly city: string
  readonly unit: number
  readonly day: string
  readonly checks: number
  readonly by: string
  readonly now: Date
  readonly today: string
}

/** The number of checks that a unit says it made on a day. Said again, it is a further revision: the earlier one stays in view. */
export async function declareChecks(db: Database, declared: DeclaredDay): Promise<Result<number, 'day-not-over' | 'unit-unknown'>> {
  const { city, unit, day, checks, by, now, today } = declared
  if (day > today) return refuse('day-not-over', { day })
  return inCity(db, city, async (tx) => {
    const known = await tx.selectFrom('city.units').where('city', '=', city).where('unit', '=', unit).select('unit').forUpdate().executeTakeFirst()
    if (known === undefined) return refuse('unit-unknown')
    const last = await tx
      .selectFrom('city.declared_checks')
      .where('city', '=', city)
      .where('unit', '=', unit)
      .where('day', '=', day)
      .select((select) => select.fn.max('revision').as('revision'))
      .executeTakeFirst()
    const revision = (last?.revision ?? 0) + 1
    await tx.insertInto('city.declared_checks').values({ city, unit, day, revision, checks, declared_at: now, declared_by: by }).execute()
    return accept(revision)
  })
}
