import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Language } from '../../../foundation/wording.ts'

/** `text`: as typed, with quotes and a leading minus as search engines know them. */
export type Sought = { readonly city: string; readonly language: Language; readonly text: string; readonly limit: number; readonly offset: number }
export type Found = { readonly path: string; readonly title: string; readonly extract: string; readonly matches: number }

/** Around a found word in an extract: no page holds them. */
export const [OPEN, CLOSE] = ['\uE000', '\uE001'] as const

/** Of very many that match, so many are compared: what is common everywhere tells no page from another. */
export const MOST_COMPARED = 600

/** The pages that match, the best first: a word in a title counts more. Extracts are made of those that are shown alone. */
export function foundStatement(db: Database, { language, text, limit, offset }: Sought) {
  const config = sql.lit(`search.${language}`)
  const options = sql.lit(`StartSel=${OPEN},StopSel=${CLOSE},MaxFragments=2,MaxWords=18,MinWords=8`)
  const best = db
    .selectFrom(sql<Row>`search.find(${language}, ${text}, ${MOST_COMPARED})`.as('f'))
    .select(['path', 'title', 'body', 'rank', 'matches'])
    .orderBy('rank', 'desc')
    .orderBy('path')
    .limit(limit)
    .offset(offset)
  return db
    .selectFrom(best.as('b'))
    .select([
      'path',
      'title',
      'matches',
      sql<string>`ts_headline(${config}, body, websearch_to_tsquery(${config}, ${text}), ${options})`.as('extract'),
    ])
    .orderBy('rank', 'desc')
    .orderBy('path')
}

type Row = { readonly path: string; readonly title: string; readonly body: string; readonly rank: number; readonly matches: number }

export const sample: Sought = { city: '80021', language: 'fr', text: 'reçu', limit: 20, offset: 0 }

export async function readFound(db: Database, sought: Sought): Promise<readonly Found[]> {
  return inCity(db, sought.city, (tx) => foundStatement(tx, sought).execute())
}
