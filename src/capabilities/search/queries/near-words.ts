import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Language } from '../../../foundation/wording.ts'

export type Typed = { readonly city: string; readonly language: Language; readonly word: string }

/** The words of the documents that look most like this one, the nearest first; it is the first of them itself when it is known. */
export function nearWordsStatement(db: Database, { city, language, word }: Typed) {
  return db
    .selectFrom('search.words')
    .where('city', '=', city)
    .where('language', '=', language)
    .where(sql<boolean>`word operator(search.%) ${word}`)
    .select('word')
    .orderBy(sql`search.similarity(word, ${word})`, 'desc')
    .orderBy('word')
    .limit(1)
}

export const sample: Typed = { city: '80021', language: 'fr', word: 'controle' }

export async function readNearWord(db: Database, typed: Typed): Promise<string | undefined> {
  const row = await inCity(db, typed.city, (tx) => nearWordsStatement(tx, typed).executeTakeFirst())
  return row?.word
}
