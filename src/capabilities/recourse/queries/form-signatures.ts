import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string; readonly sha256: string }

/** Who signed these bytes of a body's offline form, first to last. */
export function formSignaturesStatement(db: Database, { city, body, sha256 }: Asked) {
  return db
    .selectFrom('recourse.form_signatures')
    .where('city', '=', city)
    .where('body', '=', body)
    .where('sha256', '=', sha256)
    .select(['key', 'signature', 'signed_at'])
    .orderBy('signed_at')
}

export const sample = { city: '80021', body: 'recours', sha256: '00'.repeat(32) }

export async function readFormSignatures(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => formSignaturesStatement(tx, asked).execute())
}
