import { formatCivilDate, formatDate, formatNumber } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { calendarOf, inView, type Expected } from '../core/calendar.ts'
import { totalOf } from '../core/published-report.ts'
import { ACTIVITY_WORDS, type Words } from '../messages/activity-words.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS } from '../messages/report-words.ts'
import { readPromises } from '../queries/promises.ts'
import { readPublications, type PublicationRow } from '../queries/publications.ts'
import { titleOf } from './report-page.tsx'

/** What was published, what was promised, and what is late. */
export async function reportsPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(ACTIVITY_WORDS, call.language)
  const city = call.city.code
  const [publications, promises] = await Promise.all([readPublications(services.db, city), readPromises(services.db, city)])
  const published = publications.map(({ report, publishedAt }) => ({ report, day: dateAt(publishedAt).toString() }))
  const calendar = inView(calendarOf(promises, { published, today: dateAt(call.now).toString() }))
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <p class="row">
            <a class="button" href="/donnees">
              {t('data')}
            </a>
            <a class="button" href="/comptes-rendus.rss">
              {t('feed')}
            </a>
          </p>
        </div>
        <Latest t={t} row={publications[0]} language={call.language} />
        <section class="stack">
          <h2>{t('all')}</h2>
          <Table
            caption={t('all')}
            columns={[
              { label: t('report') },
              { label: t('totalColumn'), number: true },
              { label: t('versionColumn'), number: true },
              { label: t('published') },
            ]}
            rows={latestVersions(publications).map((row) => listed(row, call.language))}
            empty={t('none')}
          />
        </section>
        <Calendar t={t} calendar={calendar} language={call.language} />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** Of each report, its newest version. */
export function latestVersions(publications: readonly PublicationRow[]): readonly PublicationRow[] {
  return publications.filter(({ report, version }) => !publications.some((other) => other.report === report && other.version > version))
}

function Latest({ t, row, language }: { readonly t: Words; readonly row: PublicationRow | undefined; readonly language: Language }) {
  if (row === undefined)
    return (
      <Notice tone="plain" title={t('none')}>
        <p>{t('noneMore')}</p>
      </Notice>
    )
  const total = totalOf(row.content)
  return (
    <section class="card stack">
      <h2>{t('latest')}</h2>
      <KeyFigure
        value={total === null ? '—' : formatNumber(total, language)}
        label={total === null ? t('actsWithheld') : t('acts', { n: total })}
        source={periodWords(row.content.period.name, language)}
      />
      <p>
        <a href={`/comptes-rendus/${row.report}`}>{titleOf(row.content, language)}</a>
      </p>
    </section>
  )
}

function listed({ report, version, content, publishedAt }: PublicationRow, language: Language) {
  const t = wording(REPORT_WORDS, language)
  const total = totalOf(content)
  return [
    <a key={report} href={`/comptes-rendus/${report}`}>
      {titleOf(content, language)}
    </a>,
    total === null ? t('withheldShort') : formatNumber(total, language),
    version,
    formatDate(dateAt(publishedAt), language),
  ]
}

function Calendar({ t, calendar, language }: { readonly t: Words; readonly calendar: readonly Expected[]; readonly language: Language }) {
  const words = wording(REPORT_WORDS, language)
  const states = { late: t('late'), 'on-time': t('onTime'), 'published-late': t('publishedLate'), 'to-come': t('toCome') } as const
  return (
    <section class="stack" id="calendrier">
      <h2>{t('calendar')}</h2>
      <p>{t('calendarLead')}</p>
      <Table
        caption={t('calendar')}
        columns={[{ label: t('report') }, { label: t('due') }, { label: t('state') }]}
        rows={calendar.map(({ act, period, due, state }) => [
          `${words(act)} : ${periodWords(period, language)}`,
          formatCivilDate(due, language),
          states[state],
        ])}
        empty={t('noPromise')}
      />
    </section>
  )
}
