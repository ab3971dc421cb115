import { inCity, type Database } from '../../../platform/db/database.ts'

/** Where demands to keep footage are mailed: the address that was set last. */
export function videoCentreStatement(db: Database, { city }: { readonly city: string }) {
  return db.selectFrom('recourse.video_centres').where('city', '=', city).select('email').orderBy('set_at', 'desc').limit(1)
}

export const sample = { city: '80021' }

export async function readVideoCentre(db: Database, city: string) {
  return inCity(db, city, (tx) => videoCentreStatement(tx, { city }).executeTakeFirst())
}
