import { formatCivilDate } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { LANGUAGES, wording, type Language } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { dueReadings, toBeChanged, type Due, type Law } from '../core/law.ts'
import { citedBy, isComplete, othersOf, PARTS, type OtherLanguage, type RightsLanguage, type Situation } from '../core/situation.ts'
import { OTHER_WORDS } from '../messages/other-languages.ts'
import { RIGHTS_WORDS, type RightsWords } from '../messages/rights-words.ts'
import { readReadings, type ReadingRow } from '../queries/readings.ts'
import { LAWS } from '../statements/laws.ts'
import { SITUATIONS } from '../statements/situations.ts'
import { civilDate } from '../../../foundation/civil-date.ts'

/** One situation, in the language of the site, or in another that it is complete in. */
export async function situationPage(services: Services, call: Call, other?: OtherLanguage): Promise<Answer> {
  const situation = SITUATIONS.find(({ id }) => id === call.param('situation'))
  if (situation === undefined || (other && !isComplete(situation, other))) return refusedPage(refuse('not-found'))
  const t = wording(RIGHTS_WORDS, call.language)
  const readings = await readReadings(services.db, call.city.code)
  const cited = citedBy(situation)
  const laws = dueReadings(LAWS, readings, civilDate(call.now)).filter(({ law }) => cited.includes(law.id))
  const language: RightsLanguage = other ?? call.language
  const own = other && OTHER_WORDS[other]
  const title = situation.title[language] ?? situation.title.fr
  const page = (
    <Page
      frame={frameOf(services, call)}
      title={title}
      description={situation.lead[language] ?? situation.lead.fr}
      script={services.assets.url('rights.js')}
    >
      <article class="sheet stack" lang={language} dir={own?.dir ?? 'ltr'}>
        <header class="stack">
          <h1>{title}</h1>
          <p class="lead">
            {situation.lead[language]} {situation.leadLaw.length > 0 && <Cited law={situation.leadLaw} language={language} />}
          </p>
        </header>
        <div class="sheet-parts">
          {PARTS.map((part) => (
            <Statements key={part} part={part} situation={situation} language={language} heading={own?.parts[part] ?? t(part)} />
          ))}
        </div>
        <p class="sheet-caution">{own?.notAdvice ?? t('notAdvice')}</p>
      </article>
      <Texts t={t} laws={laws} readings={readings} language={call.language} />
      <Ways t={t} situation={situation} language={language} site={call.language} />
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type StatementsProps = {
  readonly part: (typeof PARTS)[number]
  readonly situation: Situation
  readonly language: RightsLanguage
  readonly heading: string
}

function Statements({ part, situation, language, heading }: StatementsProps) {
  const statements = situation.statements.filter((statement) => statement.part === part)
  if (statements.length === 0) return null
  return (
    <section class="sheet-part">
      <h2>{heading}</h2>
      <ul>
        {statements.map((statement) => (
          <li key={statement.words.fr}>
            {statement.words[language]} <Cited law={'law' in statement ? statement.law : undefined} language={language} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Laws keep their French names in every language: they are looked up so. `law` undefined: advice of ours. */
function Cited({ law, language }: { readonly law: readonly string[] | undefined; readonly language: RightsLanguage }) {
  const site = siteLanguageOf(language)
  const other = site ? undefined : OTHER_WORDS[language as OtherLanguage] // parsing: none of the site's
  const t = wording(RIGHTS_WORDS, site ?? 'fr')
  return (
    <small class="sheet-source" {...(law && other && { lang: 'fr', dir: 'ltr' })}>
      {law
        ? law
            .flatMap((id) => LAWS.find((one) => one.id === id) ?? [])
            .map((one) => citeSince(one, t, site ?? 'fr'))
            .join(' ; ')
        : (other?.advice ?? t('advice'))}
    </small>
  )
}

function siteLanguageOf(language: RightsLanguage): Language | undefined {
  return LANGUAGES.find((one) => one === language)
}

/** `code de procédure pénale, art. 78-2, depuis 1983`: what a sheet of paper has room for; the day is in the list of texts. */
function citeSince(law: Law, t: RightsWords, language: Language): string {
  const year = law.since?.on?.slice(0, 4) ?? /(\d{4})$/.exec(law.since?.by ?? '')?.[1]
  return year === undefined ? law.cite[language] : t('citeSince', { cite: law.cite[language], year })
}

type TextsProps = { readonly t: RightsWords; readonly laws: readonly Due[]; readonly readings: readonly ReadingRow[]; readonly language: Language }

function Texts({ t, laws, readings, language }: TextsProps) {
  const dates = laws.map(({ lastRead }) => lastRead).sort()
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
  const words = { first: formatCivilDate(first, language), last: formatCivilDate(last, language) }
  const changed = laws.flatMap(({ law }) => {
    const wrong = toBeChanged(
      law,
      readings.filter((reading) => reading.law === law.id),
    )
    return wrong ? [{ law, note: wrong.note }] : []
  })
  return (
    <section class="sheet-foot stack">
      <p class="soft">{t(first === last ? 'pageReadOnce' : 'pageRead', words)}</p>
      {changed.map(({ law, note }) => (
        <Notice key={law.id} tone="bad" title={law.cite[language]}>
          <p>{t('toChange', { note })}</p>
        </Notice>
      ))}
      <p class="soft">{t('sinceCaveat')}</p>
      <details class="no-print">
        <summary>{t('laws')}</summary>
        <ul>
          {laws.map(({ law, lastRead }) => (
            <li key={law.id}>
              {law.cite[language]} — {wordSince(law, t, language)} — {t('readColumn')} {formatCivilDate(lastRead, language)}
              {law.next && ` — ${t('next', { date: formatCivilDate(law.next.on, language), cite: law.next.cite })}`}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

export function wordSince({ since }: Due['law'], t: RightsWords, language: Language): string {
  if (since === undefined) return t('sinceUnknown')
  return since.on === undefined ? since.by : t('since', { by: since.by, date: formatCivilDate(since.on, language) })
}

type WaysProps = { readonly t: RightsWords; readonly situation: Situation; readonly language: RightsLanguage; readonly site: Language }

function Ways({ t, situation, language, site }: WaysProps) {
  return (
    <p class="row no-print">
      <button type="button" class="button" data-print hidden>
        {t('print')}
      </button>
      <a class="button" href={`/vos-droits/${situation.id}/affiche`}>
        {t('poster')}
      </a>
      {othersOf(situation)
        .filter((other) => other !== language)
        .map((other) => (
          <a key={other} class="button" href={`/vos-droits/${other}/${situation.id}`} lang={other} hreflang={other}>
            {OTHER_WORDS[other].name}
          </a>
        ))}
      {siteLanguageOf(language) === undefined && (
        <a class="button" href={`/vos-droits/${situation.id}`} hreflang={site}>
          {site === 'fr' ? 'Français' : 'English'}
        </a>
      )}
      <a href="/vos-droits">{t('all')}</a>
    </p>
  )
}
