import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Language } from '../../../foundation/wording.ts'

export type Typed = { readonly city: string; readonly language: Language; readonly words: readonly string[] }

/** Of each word, the word of the documents that looks most like it; itself when it is known; nothing when none is near. */
export function nearWordsStatement(db: Database, { language, words }: Typed) {
  return db.selectFrom(sql<{ word: string; known: string }>`search.near(${language}, ${[...words]})`.as('n')).select(['word', 'known'])
}

export const sample: Typed = { city: '80021', language: 'fr', words: ['controle'] }

export async function readNearWords(db: Database, typed: Typed): Promise<ReadonlyMap<string, string>> {
  const rows = await inCity(db, typed.city, (tx) => nearWordsStatement(tx, typed).execute())
  return new Map(rows.map(({ word, known }) => [word, known]))
}
