import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly cases: readonly string[] }

/** Who stays out of these cases. */
export function recusalsStatement(db: Database, { city, cases }: Asked) {
  return db
    .selectFrom('recourse.recusals')
    .where('city', '=', city)
    .where('case_id', 'in', [...cases])
    .select(['case_id', 'holder', 'key'])
}

export const sample = { city: '80021', cases: ['00112233445566778899aabbccddeeff'] }

export async function readRecusals(db: Database, asked: Asked) {
  if (asked.cases.length === 0) return []
  return inCity(db, asked.city, (tx) => recusalsStatement(tx, asked).execute())
}
