import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly key: string; readonly since: Date }

/** Sealed bytes of the uploads that one key began since then. */
export function uploadBytesStatement(db: Database, { city, key, since }: Asked) {
  return db
    .selectFrom('recourse.uploads as uploads')
    .innerJoin('recourse.parts as parts', (join) => join.onRef('parts.city', '=', 'uploads.city').onRef('parts.upload', '=', 'uploads.upload'))
    .where('uploads.city', '=', city)
    .where('uploads.key', '=', key)
    .where('uploads.begun_at', '>=', since)
    .select((select) => select.fn.coalesce(select.fn.sum<string>('parts.size'), select.lit(0)).as('bytes'))
}

export const sample = { city: '80021', key: '00'.repeat(32), since: new Date('2027-03-01T08:00:00Z') }

export async function readUploadBytes(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => uploadBytesStatement(tx, asked).executeTakeFirstOrThrow())
}
