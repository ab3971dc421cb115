import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly cases: readonly string[] }

/** Shares of the envelopes of these cases: as they were filed (`holder` null), and as custodians who left handed them to who came. */
export function sharesStatement(db: Database, { city, cases }: Asked) {
  return db
    .selectFrom('recourse.shares')
    .where('city', '=', city)
    .where('case_id', 'in', [...cases])
    .select((select) => ['case_id', 'custodian', select.val<string | null>(null).as('holder'), 'file'])
    .unionAll(
      db
        .selectFrom('recourse.handed_shares')
        .where('city', '=', city)
        .where('case_id', 'in', [...cases])
        .select(['case_id', 'custodian', 'holder', 'share as file']),
    )
}

export const sample = { city: '80021', cases: ['00112233445566778899aabbccddeeff'] }

export async function readShares(db: Database, asked: Asked) {
  return asked.cases.length === 0 ? [] : inCity(db, asked.city, (tx) => sharesStatement(tx, asked).execute())
}
