import { inCity, type Database } from '../../../platform/db/database.ts'

/** Who asked to be told, confirmed or not. `commitment`: empty for all of them. */
export function followersStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('commitments.followers')
    .where('city', '=', city)
    .select(['token', 'email', 'commitment', 'language', 'origin', 'asked_at', 'confirmed_at', 'told_until'])
    .orderBy('asked_at')
    .orderBy('token')
}

export const sample = { city: '80021' }

export async function readFollowers(db: Database, city: string) {
  return inCity(db, city, (tx) => followersStatement(tx, { city }).execute())
}
