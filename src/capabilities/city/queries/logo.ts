import { inCity, type Database } from '../../../platform/db/database.ts'

/** `logo`: hash of the image. */
export type Wanted = { readonly city: string; readonly logo: string }

export function logoStatement(db: Database, { city, logo }: Wanted) {
  return db.selectFrom('city.logos').where('city', '=', city).where('logo', '=', logo).select('png')
}

export const sample: Wanted = { city: '80021', logo: 'abcdefghijklmnop' }

export async function readLogo(db: Database, wanted: Wanted): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await inCity(db, wanted.city, (tx) => logoStatement(tx, wanted).executeTakeFirst())
  return row && new Uint8Array(row.png)
}
