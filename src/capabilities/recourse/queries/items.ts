import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly caseId: string }

/** Sealed items of a case, first to newest, with what the host was told of each. */
export function itemsStatement(db: Database, { city, caseId }: Asked) {
  return db
    .selectFrom('recourse.items')
    .where('city', '=', city)
    .where('case_id', '=', caseId)
    .select(['seq', 'epoch', 'file', 'writer', 'state', 'word', 'added_at'])
    .orderBy('seq')
}

export const sample = { city: '80021', caseId: '00112233445566778899aabbccddeeff' }

export async function readItems(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => itemsStatement(tx, asked).execute())
}
