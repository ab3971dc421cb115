import { inCity, type Database } from '../../../platform/db/database.ts'

type Asked = { readonly city: string; /** The hour that is running: what is written in it is told later. */ readonly hour: Date }

/** Confirmed addresses of each body that has written to somebody since they were told. */
export function newsStatement(db: Database, { city, hour }: Asked) {
  return db
    .selectFrom('recourse.news as news')
    .where('news.city', '=', city)
    .where('news.confirmed_at', 'is not', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('recourse.cases as cases')
          .whereRef('cases.city', '=', 'news.city')
          .whereRef('cases.body', '=', 'news.body')
          .whereRef('cases.last_word', '>=', 'news.told_until')
          .where('cases.last_word', '<', hour)
          .select('cases.case_id'),
      ),
    )
    .select(['news.body', 'news.email', 'news.language', 'news.told_until'])
    .orderBy('news.body')
    .orderBy('news.email')
}

export const sample = { city: '80021', hour: new Date('2027-03-01T18:00:00Z') }

export async function readNews(db: Database, asked: Asked) {
  return inCity(db, asked.city, (tx) => newsStatement(tx, asked).execute())
}
