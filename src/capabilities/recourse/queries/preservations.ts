import { inCity, type Database } from '../../../platform/db/database.ts'

/** Demands to keep footage, the newest first, each answer a row; one row without an answer while there is none. */
export function preservationsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('recourse.preservations as demands')
    .leftJoin('recourse.preservation_answers as answers', (join) =>
      join.onRef('answers.city', '=', 'demands.city').onRef('answers.reference', '=', 'demands.reference'),
    )
    .where('demands.city', '=', city)
    .select([
      'demands.reference',
      'demands.token_hash',
      'demands.place',
      'demands.starts_at',
      'demands.ends_at',
      'demands.demanded_at',
      'demands.mailed',
    ])
    .select(['answers.state', 'answers.words', 'answers.answered_at'])
    .orderBy('demands.demanded_at', 'desc')
    .orderBy('demands.reference')
    .orderBy('answers.answered_at')
}

export const sample = { city: '80021' }

export async function readPreservations(db: Database, city: string) {
  return inCity(db, city, (tx) => preservationsStatement(tx, { city }).execute())
}
