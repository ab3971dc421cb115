import type { ComponentChildren } from 'preact'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SearchForm } from '../../../ui/search-form/search-form.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { PAGE_SIZE, search, type Answered } from '../actions/search.ts'
import { SEARCH_WORDS } from '../messages/search-words.ts'
import { CLOSE, MOST_COMPARED, OPEN, type Found } from '../queries/found.ts'

const LONGEST = 200
const LAST_PAGE = 30

export async function searchPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(SEARCH_WORDS, language)
  const text = (call.query('q') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST)
  const asked = call.query('page') ?? '1'
  const page = /^\d{1,2}$/.test(asked) ? Math.min(LAST_PAGE, Math.max(1, Number(asked))) : 1
  const answered = text === '' ? undefined : await search(services.db, { city: city.code, language, text, page })
  const html = renderDocument(
    <Page frame={frameOf(services, call)} title={text === '' ? t('title') : t('resultsFor', { text })} narrow noIndex>
      <div class="stack">
        <h1>{t('title')}</h1>
        <SearchForm label={t('label')} hint={t('hint')} button={t('button')} text={text} />
        {answered && <Results answered={answered} text={text} page={page} language={language} />}
      </div>
    </Page>,
  )
  return { kind: 'page', html }
}

type ResultsProps = { readonly answered: Answered; readonly text: string; readonly page: number; readonly language: Language }

function Results({ answered: { found, corrected }, text, page, language }: ResultsProps) {
  const t = wording(SEARCH_WORDS, language)
  const links = [['/vos-droits', 'rights'], ['/engagements', 'commitments'], ['/comptes-rendus', 'reports']] as const // prettier-ignore
  const matches = found[0]?.matches ?? 0
  if (found.length === 0)
    return (
      <Notice tone="plain" title={t('nothing')}>
        <p>{t('nothingMore')}</p>
        <ul>
          {links.map(([href, key]) => (
            <li key={href}>
              <a href={href}>{t(key)}</a>
            </li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <>
      {corrected && <p>{t('corrected', { typed: text, corrected })}</p>}
      <h2>{t(matches >= MOST_COMPARED ? 'countMost' : 'count', { n: matches })}</h2>
      <ol class="plain stack">
        {found.map((one) => (
          <li key={one.path} class="stack-near">
            <h3>
              <a href={language === 'fr' ? one.path : `${one.path}?lang=${language}`}>{one.title}</a>
            </h3>
            <p>{marked(one)}</p>
          </li>
        ))}
      </ol>
      {page * PAGE_SIZE < matches && (
        <p>
          <a class="button" href={`/recherche?q=${encodeURIComponent(corrected ?? text)}&page=${page + 1}`}>
            {t('next')}
          </a>
        </p>
      )}
    </>
  )
}

/** The extract, its found words marked. */
function marked({ extract }: Found): ComponentChildren {
  return extract.split(OPEN).flatMap((part, index) => {
    if (index === 0) return [part]
    const [word = '', ...rest] = part.split(CLOSE)
    return [<mark key={index}>{word}</mark>, rest.join('')]
  })
}
