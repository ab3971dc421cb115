import { formatCivilDate, formatNumber } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import { renderDocument } from '../../../ui/render.ts'
import { totalOf, type PublishedReport, type PublishedTable } from '../core/published-report.ts'
import { paragraphsOf } from '../core/report-definition.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS, tableTitle, wordChanges } from '../messages/report-words.ts'
import { gridOf } from '../core/table-grid.ts'

/** Its own and only style: the file is read in twenty years, from a disk, without this server. */
const STYLE = `:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:.5rem 0 2rem}caption{text-align:left;font-weight:700;padding:.4rem 0}th,td{border:1px solid #8886;padding:.3rem .6rem;text-align:left}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}.table{overflow-x:auto}@media print{body{margin:0;font-size:11pt}table{break-inside:avoid}}`

/** The whole report in French, as one page that needs nothing else: no script, no font, no picture, no request. */
export function drawHtml(report: PublishedReport): string {
  const t = wording(REPORT_WORDS, 'fr')
  const title = `${t(report.act)} : ${periodWords(report.period.name, 'fr')}`
  const total = totalOf(report)
  const sources = report.sources.map(({ source, attribution }) => (attribution === undefined ? source : `${source} (${attribution})`)).join(' ; ')
  return renderDocument(
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>{`${title}, ${report.city.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{`${report.city.name} · ${t('version', { n: report.version })} · ${formatCivilDate(report.made, 'fr')}`}</p>
        {report.demo && <p>{t('demo')}</p>}
        <p>{total === null ? t('totalWithheld') : t('totalIs', { n: total })}</p>
        <p>{t('rule', { most: report.threshold - 1 })}</p>
        {report.why !== undefined && <p>{t('why', { why: report.why })}</p>}
        {report.gaps.length > 0 && <p>{t('gaps', { months: report.gaps.map((month) => periodWords(month, 'fr')).join(', ') })}</p>}
        {wordChanges(report, 'fr').map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {report.coarsened.length > 0 && <p>{t('coarsened')}</p>}
        {report.declared !== undefined && <p>{t('declared', { n: report.declared })}</p>}
        <p>{t('sources', { sources })}</p>
        {report.comment !== undefined && (
          <>
            <h2>{t('comment')}</h2>
            <p>{report.comment}</p>
          </>
        )}
        {paragraphsOf(report.opening?.fr ?? '').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {report.tables
          .filter(({ names }) => names.length > 0)
          .map((table) => (
            <PlainTable key={table.id} report={report} table={table} />
          ))}
        {paragraphsOf(report.closing?.fr ?? '').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </body>
    </html>,
  )
}

function PlainTable({ report, table }: { readonly report: PublishedReport; readonly table: PublishedTable }) {
  const t = wording(REPORT_WORDS, 'fr')
  const { columns, rows } = gridOf(report, table, { language: 'fr', whole: t('whole') })
  const number = (count: number | null | undefined) => (count === undefined ? '' : count === null ? t('withheldShort') : formatNumber(count, 'fr'))
  return (
    <div class="table">
      <table id={table.id}>
        <caption>{tableTitle(table.id, 'fr')}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, label, counts, isGap, isChanged }) => (
            <tr key={code}>
              <th scope="row">{isChanged ? `${label} (${t('changed')})` : label}</th>
              {counts.map((count, index) => (
                <td key={index} class="number">
                  {isGap ? t('noData') : number(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
