import { inCity, type Database } from '../../../platform/db/database.ts'

/** Declared bodies, the oldest first, with what was last said of them and the root of those that were founded. */
export function bodiesStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('recourse.bodies as bodies')
    .leftJoin('recourse.roots as roots', (join) => join.onRef('roots.city', '=', 'bodies.city').onRef('roots.body', '=', 'bodies.body'))
    .leftJoinLateral(
      (inside) =>
        inside
          .selectFrom('recourse.profiles as profiles')
          .whereRef('profiles.city', '=', 'bodies.city')
          .whereRef('profiles.body', '=', 'bodies.body')
          .select('profiles.profile')
          .orderBy('profiles.id', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .where('bodies.city', '=', city)
    .select((select) => select.fn.coalesce('newest.profile', 'bodies.profile').as('profile'))
    .select(['bodies.body', 'bodies.kind', 'bodies.founding_hash', 'bodies.declared_at', 'roots.root'])
    .orderBy('bodies.declared_at')
    .orderBy('bodies.body')
}

export const sample = { city: '80021' }

export async function readBodies(db: Database, city: string) {
  return inCity(db, city, (tx) => bodiesStatement(tx, { city }).execute())
}
