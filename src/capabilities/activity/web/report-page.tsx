import { toHex } from '../../../foundation/bytes.ts'
import { formatDate, formatNumber, formatShare } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters } from '../../city/index.ts'
import { totalOf, type PublishedReport } from '../core/published-report.ts'
import { isDrawn, paragraphsOf } from '../core/report-definition.ts'
import { FEWEST_RESIDENTS } from '../core/small-places.ts'
import { isChance } from '../core/statistics.ts'
import { parsePeriod, periodBefore, reportName } from '../core/report.ts'
import { ACTIVITY_WORDS, type Words } from '../messages/activity-words.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS, tableTitle, wordChanges } from '../messages/report-words.ts'
import { readPublications, type PublicationRow } from '../queries/publications.ts'
import { Changes } from './changes.tsx'
import { FunnelSection } from './funnel-section.tsx'
import { placesOf, TableSection } from './report-tables.tsx'

/** One version of one report: the latest, unless `version` asks for another. All of it is read from what was published. */
export async function reportPage(services: Services, call: Call): Promise<Answer> {
  const [publications, quarters] = await Promise.all([readPublications(services.db, call.city.code), readQuarters(services.db, call.city.code)])
  const asked = call.query('version')
  const versions = publications.filter(({ report }) => report === call.param('report'))
  const row = versions.find(({ version }) => asked === undefined || String(version) === asked)
  if (row === undefined) return refusedPage(refuse('not-found'))
  const t = wording(ACTIVITY_WORDS, call.language)
  const { content } = row
  const before = versions.find(({ version }) => version === row.version - 1)
  const places = placesOf(quarters)
  const title = titleOf(content, call.language)
  const shown = content.tables.filter(({ names }) => names.length > 0)
  const page = (
    <Page frame={frameOf(services, call)} title={title} description={t('description')}>
      <div class="stack-wide">
        <Newer t={t} row={row} latest={versions[0]?.version ?? row.version} />
        <Opening t={t} row={row} publications={publications} language={call.language} />
        {before && <Changes t={t} before={before.content} after={content} language={call.language} />}
        <OwnWords text={content.opening} language={call.language} />
        {shown.map((table) => (
          <TableSection key={table.id} t={t} report={content} table={table} language={call.language} places={places} />
        ))}
        {isDrawn(content, 'funnel') && <FunnelSection t={t} report={content} language={call.language} />}
        <OwnWords text={content.closing} language={call.language} />
        {content.comment && (
          <section class="card stack">
            <h2>{t('opinion')}</h2>
            <p>{content.comment}</p>
          </section>
        )}
        <Withheld t={t} report={content} language={call.language} />
        <Checking t={t} row={row} versions={versions} call={call} />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** What the city itself says beside its numbers. */
export function OwnWords({ text, language }: { readonly text: PublishedReport['opening']; readonly language: Language }) {
  if (text === undefined) return null
  return (
    <section class="stack">
      {paragraphsOf(text[language]).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  )
}

export function titleOf(report: PublishedReport, language: Language): string {
  const t = wording(REPORT_WORDS, language)
  return `${t(report.act)} : ${periodWords(report.period.name, language)}`
}

function Newer({ t, row: { report, version }, latest }: { readonly t: Words; readonly row: PublicationRow; readonly latest: number }) {
  if (latest === version) return null
  return (
    <Notice tone="soon" title={t('newer')}>
      <p>{t('newerMore', { n: version, latest })}</p>
      <p>
        <a href={`/comptes-rendus/${report}`}>{t('newerLink', { latest })}</a>
      </p>
    </Notice>
  )
}

type OpeningProps = { readonly t: Words; readonly row: PublicationRow; readonly publications: readonly PublicationRow[]; readonly language: Language }

function Opening({ t, row: { content, publishedAt }, publications, language }: OpeningProps) {
  const words = wording(REPORT_WORDS, language)
  const total = totalOf(content)
  const date = formatDate(dateAt(publishedAt), language)
  const sources = content.sources.map(({ source, attribution }) => (attribution === undefined ? source : `${source} (${attribution})`)).join(' ; ')
  return (
    <div class="stack">
      <h1>{titleOf(content, language)}</h1>
      {content.demo && <Notice tone="soon" title={words('demo')} />}
      <KeyFigure
        value={total === null ? '—' : formatNumber(total, language)}
        label={total === null ? t('actsWithheld') : t('acts', { n: total })}
        source={`${periodWords(content.period.name, language)} · ${t('published')} ${date}`}
      />
      <p>{compare({ t, content, publications, language })}</p>
      <h2>{t('howComplete')}</h2>
      <p>
        {content.gaps.length === 0 ? t('complete') : words('gaps', { months: content.gaps.map((month) => periodWords(month, language)).join(', ') })}
      </p>
      {wordChanges(content, language).map((sentence) => (
        <p key={sentence}>◆ {sentence}</p>
      ))}
      {content.declared !== undefined && <p>{words('declared', { n: content.declared })}</p>}
      <p class="soft">{t('completeMore')}</p>
      <p class="soft">{words('sources', { sources })}</p>
    </div>
  )
}

/** Of two published totals only; what is withheld is compared with nothing. */
function compare({ t, content, publications, language }: Omit<OpeningProps, 'row'> & Pick<PublicationRow, 'content'>): string {
  const period = parsePeriod(content.period.name)
  const before = period && periodBefore(period)
  const earlier = before && publications.find(({ report }) => report === reportName(content.act, before))?.content
  const [now, then] = [totalOf(content), earlier === undefined ? null : totalOf(earlier)]
  if (before === undefined || now === null || then === null || then === 0) return t('beforeNone')
  const change = (now - then) / then
  const told = t('before', {
    change: `${change < 0 ? '−' : '+'}${formatShare(Math.abs(change), language)}`,
    period: periodWords(before.name, language),
    n: then,
  })
  return `${told} : ${t(isChance(now, then) ? 'beforeChance' : 'beforeMore')}.`
}

export function Withheld({ t, report, language }: { readonly t: Words; readonly report: PublishedReport; readonly language: Language }) {
  const words = wording(REPORT_WORDS, language)
  return (
    <section class="stack">
      <h2>{t('which')}</h2>
      <p>
        {t('withheldShare', { n: report.figures.withheld, of: report.figures.cells })} {words('rule', { most: report.threshold - 1 })}
      </p>
      <p>{t('whichMore')}</p>
      {report.joined?.map(({ code, places }) => (
        <p key={code}>
          {t('joined', {
            least: FEWEST_RESIDENTS,
            name: wordOf(report, code, language),
            places: places.map(({ label }) => label[language]).join(', '),
          })}
        </p>
      ))}
      {report.coarsened.length > 0 && (
        <>
          <p>{words('coarsened')}</p>
          <ul>
            {report.coarsened.map(({ id, to }) => (
              <li key={id}>{t(to === undefined ? 'left' : 'coarser', { table: tableTitle(id, language) })}</li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('read')}</summary>
        <p>{t('read1')}</p>
        <p>{t('read2')}</p>
        <p>{t('read3')}</p>
      </details>
    </section>
  )
}

function wordOf({ dimensions }: PublishedReport, code: string, language: Language): string {
  return dimensions.flatMap(({ members }) => members).find((member) => member.code === code)?.label[language] ?? code
}

type CheckingProps = { readonly t: Words; readonly row: PublicationRow; readonly versions: readonly PublicationRow[]; readonly call: Call }

function Checking({ t, row, versions, call }: CheckingProps) {
  const { report, version, content, publishedAt } = row
  const folder = `/donnees/${report}/v${version}`
  const files = [
    'rapport.pdf',
    'rapport.html',
    'rapport.json',
    'tableaux.parquet',
    ...content.tables.map(({ id }) => `${id}.csv`),
    ...(version > 1 ? ['differences.csv'] : []),
    'manifest.json',
  ]
  const cited = `${call.city.name}, « ${titleOf(content, call.language)} », version ${version}, ${dateAt(publishedAt).toString()}. ${call.origin}/comptes-rendus/${report}?version=${version}`
  return (
    <section class="stack">
      <h2>{t('verify')}</h2>
      <p>
        <a class="button" href={`/comptes-rendus/${report}/explorer`}>
          {t('explore')}
        </a>
      </p>
      <p>{t('proof')}</p>
      <p class="mono">{toHex(row.manifest)}</p>
      <h3>{t('files')}</h3>
      <ul class="row plain">
        {files.map((file) => (
          <li key={file}>
            <a href={`${folder}/${file}`}>{file}</a>
          </li>
        ))}
      </ul>
      <h3>{t('cite')}</h3>
      <p>{cited}</p>
      <h3>{t('versions')}</h3>
      <p>{t('thisVersion', { n: version })}</p>
      {versions.length > 1 && (
        <ul>
          {versions.map((other) => (
            <li key={other.version}>
              <a href={`/comptes-rendus/${report}?version=${other.version}`}>
                {t('versionOf', { n: other.version, date: formatDate(dateAt(other.publishedAt), call.language) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
