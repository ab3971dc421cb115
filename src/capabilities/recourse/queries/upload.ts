import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly upload: string }

/** An upload with the parts of it that are there; one row without a part when there is none yet. */
export function uploadStatement(db: Database, { city, upload }: Asked) {
  return db
    .selectFrom('recourse.uploads as uploads')
    .leftJoin('recourse.parts as parts', (join) => join.onRef('parts.city', '=', 'uploads.city').onRef('parts.upload', '=', 'uploads.upload'))
    .where('uploads.city', '=', city)
    .where('uploads.upload', '=', upload)
    .select(['uploads.body', 'uploads.key', 'uploads.case_id', 'parts.part', 'parts.sha256', 'parts.size'])
    .orderBy('parts.part')
}

export const sample = { city: '80021', upload: '00112233445566778899aabbccddeeff' }

export async function readUpload(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => uploadStatement(tx, asked).execute())
}
