import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type OfficerEntry = { readonly city: string; readonly unit: number; readonly number: number; readonly since: string }

/** An officer is a number here, never a name: a municipal card number, or a RIO for national services. */
export async function addOfficer(db: Database, entry: OfficerEntry): Promise<Result<number, 'unit-unknown' | 'officer-known' | 'number-wrong'>> {
  const { city, unit, number, since } = entry
  if (!Number.isInteger(number) || number < 1 || number > 9_999_999) return refuse('number-wrong')
  return inCity(db, city, async (tx) => {
    const found = await tx.selectFrom('city.units').where('city', '=', city).where('unit', '=', unit).select('kind').executeTakeFirst()
    if (found === undefined) return refuse('unit-unknown')
    const kind = found.kind === 'police_municipale' ? 'card' : 'rio'
    const added = await tx
      .insertInto('city.officers')
      .values({ city, unit, number, kind, since })
      .onConflict((conflict) => conflict.doNothing())
      .returning('number')
      .executeTakeFirst()
    return added ? accept(number) : refuse('officer-known')
  })
}

export type Departure = { readonly city: string; readonly unit: number; readonly number: number; readonly leftOn: string; readonly by: string }

/** Leaving is a row of its own: the number stays attached to the receipts it signed. */
export async function recordDeparture(db: Database, departure: Departure): Promise<Result<number, 'officer-unknown'>> {
  const { city, unit, number, leftOn, by } = departure
  return inCity(db, city, async (tx) => {
    const known = await tx
      .selectFrom('city.officers')
      .where('city', '=', city)
      .where('unit', '=', unit)
      .where('number', '=', number)
      .select('number')
      .executeTakeFirst()
    if (known === undefined) return refuse('officer-unknown')
    await tx
      .insertInto('city.officer_departures')
      .values({ city, unit, number, left_on: leftOn, recorded_by: by })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return accept(number)
  })
}
