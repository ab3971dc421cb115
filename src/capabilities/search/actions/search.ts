import type { Language } from '../../../foundation/wording.ts'
import type { Database } from '../../../platform/db/database.ts'
import { correct, wordsOf } from '../core/words.ts'
import { readFound, type Found } from '../queries/found.ts'
import { readNearWords } from '../queries/near-words.ts'

export type Question = { readonly city: string; readonly language: Language; readonly text: string; readonly page: number }
/** `corrected`: what was looked for instead, when nothing matches what was typed. */
export type Answered = { readonly found: readonly Found[]; readonly corrected: string | undefined }

export const PAGE_SIZE = 20
/** The most words of one question that are compared with known ones. */
const MOST_WORDS = 4

/** Nothing of a question is kept. */
export async function search(db: Database, { city, language, text, page }: Question): Promise<Answered> {
  const sought = { city, language, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const found = await readFound(db, { ...sought, text })
  if (found.length > 0 || page > 1) return { found, corrected: undefined }
  const near = await readNearWords(db, { city, language, words: [...wordsOf(text)].slice(0, MOST_WORDS) })
  const replaced = new Map([...near].filter(([word, known]) => word !== known))
  if (replaced.size === 0) return { found, corrected: undefined }
  const corrected = correct(text, replaced)
  const instead = await readFound(db, { ...sought, text: corrected })
  return instead.length === 0 ? { found, corrected: undefined } : { found: instead, corrected }
}
