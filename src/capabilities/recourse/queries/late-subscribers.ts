import { inCity, type Database } from '../../../platform/db/database.ts'

/** Confirmed addresses that want to know of dates that have passed. */
export function lateSubscribersStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('recourse.news')
    .where('city', '=', city)
    .where('confirmed_at', 'is not', null)
    .where('late', '=', true)
    .select(['body', 'email', 'language'])
    .orderBy('body')
    .orderBy('email')
}

export const sample = { city: '80021' }

export async function readLateSubscribers(db: Database, city: string) {
  return inCity(db, city, (tx) => lateSubscribersStatement(tx, { city }).execute())
}
