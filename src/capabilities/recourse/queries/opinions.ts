import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; readonly body: string }

/** Opinions of a body, the newest first, with what the authority answered. */
export function opinionsStatement(db: Database, { city, body }: Asked) {
  return db
    .selectFrom('recourse.opinions as opinions')
    .leftJoin('recourse.opinion_answers as answers', (join) =>
      join.onRef('answers.city', '=', 'opinions.city').onRef('answers.body', '=', 'opinions.body').onRef('answers.number', '=', 'opinions.number'),
    )
    .where('opinions.city', '=', city)
    .where('opinions.body', '=', body)
    .select(['opinions.number', 'opinions.document', 'opinions.published_at', 'answers.follows', 'answers.reasons', 'answers.answered_at'])
    .orderBy('opinions.number', 'desc')
    .orderBy('answers.answered_at')
}

export const sample = { city: '80021', body: 'recours' }

export async function readOpinions(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => opinionsStatement(tx, asked).execute())
}
