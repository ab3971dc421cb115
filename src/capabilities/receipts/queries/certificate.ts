import type { Bytes } from '../../../foundation/bytes.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'

export function certificateStatement(db: Database, { city, keyId }: { readonly city: string; readonly keyId: Bytes }) {
  return db
    .selectFrom('receipts.certificates')
    .where('city', '=', city)
    .where('key_id', '=', Buffer.from(keyId))
    .select(['device', 'unit', 'certificate'])
}

export const sample = { city: '80021', keyId: new Uint8Array(8) }

export async function readCertificate(db: Database, key: { readonly city: string; readonly keyId: Bytes }) {
  return inCity(db, key.city, (tx) => certificateStatement(tx, key).executeTakeFirst())
}
