import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type FactScope = { readonly city: string; /** First day, and the day after the last. */ readonly from: string; readonly before: string }

/** What a receipt says of a check that may be counted: nothing of the person, the street or the receipt itself. */
export type CheckFact = {
  readonly day: string
  /** On a clock in France. */
  readonly hour: number
  readonly unit: number
  readonly quarter: number
  readonly ground: string
  readonly motive: string | null
  readonly result: string
  /** Absent unless the city allows it. */
  readonly age: string | null
  readonly sex: string | null
  /** Kind and number of each officer, to be told apart and not kept: `rio 1234567`. One who is exempt or gave none has no number. */
  readonly officers: readonly string[]
}

/** In an order that says nothing of the hour, nor of who issued them. */
export function checkFactsStatement(db: Database, { city, from, before }: FactScope) {
  const said = (name: string) => sql<string | null>`detail::jsonb ->> ${sql.lit(name)}`
  return db
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('day', '>=', from)
    .where('day', '<', before)
    .select(['day', 'unit', 'quarter', 'ground', 'result'])
    .select([
      sql<number>`extract(hour from issued_at at time zone 'Europe/Paris')::int`.as('hour'),
      said('motive').as('motive'),
      said('ageBand').as('age'),
      said('sex').as('sex'),
      sql<
        readonly string[]
      >`array(select o ->> 'kind' || coalesce(' ' || (o ->> 'number'), '') from jsonb_array_elements(detail::jsonb -> 'officers') as o)`.as(
        'officers',
      ),
    ])
    .orderBy('day')
    .orderBy('quarter')
    .orderBy('ground')
    .orderBy('result')
}

export const sample = { city: '80021', from: '2027-01-01', before: '2027-02-01' }

export async function readCheckFacts(db: Database, scope: FactScope): Promise<readonly CheckFact[]> {
  return inCity(db, scope.city, (tx) => checkFactsStatement(tx, scope).execute())
}
