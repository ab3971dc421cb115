import { sql } from 'kysely'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { PublicPage } from '../../../platform/public-page.ts'
import type { Services } from '../../../platform/services.ts'
import { wordsOf } from '../core/words.ts'
import { readDocuments } from '../queries/documents.ts'

const AT_ONCE = 1000

/** The index says what the public pages say, and nothing else: what changed is written, what is gone is removed. Safe to run at any time, twice at once. */
export async function refreshIndex(services: Services, city: string): Promise<void> {
  const pages = (await services.pages(services, city)).map((page) => ({ ...page, title: readable(page.title), text: readable(page.text) }))
  await inCity(services.db, city, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`search ${city}`}))`.execute(tx)
    const known = new Map((await readDocuments(tx, city)).map((row) => [`${row.language} ${row.path}`, row]))
    const changed = pages.filter(({ path, language, title, text }) => {
      const before = known.get(`${language} ${path}`)
      return before === undefined || before.title !== title || before.body !== text
    })
    const now = new Set(pages.map(({ path, language }) => `${language} ${path}`))
    const gone = [...known].filter(([key]) => !now.has(key)).map(([, row]) => row)
    if (changed.length + gone.length === 0) return
    for (let at = 0; at < changed.length; at += AT_ONCE) await writeDocuments(tx, city, changed.slice(at, at + AT_ONCE))
    for (const { path, language } of gone)
      await tx.deleteFrom('search.documents').where('city', '=', city).where('path', '=', path).where('language', '=', language).execute()
    await writeWords(tx, city, pages)
  })
}

async function writeDocuments(tx: CityTransaction, city: string, pages: readonly PublicPage[]): Promise<void> {
  const rows = JSON.stringify(
    pages.map(({ path, language, title, text, changed }) => ({ path, language, title, body: text, changed: changed?.toISOString() ?? null })),
  )
  await sql`
    insert into search.documents (city, path, language, title, body, changed_at, lexemes)
    select ${city}, path, language, title, body, changed,
      setweight(to_tsvector(('search.' || language)::regconfig, title), 'A') || setweight(to_tsvector(('search.' || language)::regconfig, body), 'B')
    from json_to_recordset(${rows}::json) as given (path text, language text, title text, body text, changed timestamptz)
    on conflict (city, path, language) do update
    set title = excluded.title, body = excluded.body, changed_at = excluded.changed_at, lexemes = excluded.lexemes`.execute(tx)
}

async function writeWords(tx: CityTransaction, city: string, pages: readonly PublicPage[]): Promise<void> {
  const words = { fr: new Set<string>(), en: new Set<string>() }
  for (const { language, title, text } of pages) for (const word of wordsOf(`${title} ${text}`)) words[language].add(word)
  const rows = JSON.stringify([...words.fr].map((word) => ({ language: 'fr', word })).concat([...words.en].map((word) => ({ language: 'en', word }))))
  await tx.deleteFrom('search.words').where('city', '=', city).execute()
  await sql`
    insert into search.words (city, language, word)
    select ${city}, language, word from json_to_recordset(${rows}::json) as given (language text, word text)`.execute(tx)
}

/** Without the signs that mark found words, nor what PostgreSQL cannot hold. */
function readable(text: string): string {
  return text.replaceAll(/[\0\uE000\uE001]|\p{Surrogate}/gu, '')
}
