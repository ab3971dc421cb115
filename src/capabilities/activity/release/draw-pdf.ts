import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { formatCivilDate, formatNumber } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import { readCardFonts } from '../../../platform/files/fonts.ts'
import { typstText as text } from '../../../platform/files/typst.ts'
import { totalOf, type PublishedReport, type PublishedTable } from '../core/published-report.ts'
import { paragraphsOf } from '../core/report-definition.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS, tableTitle, wordChanges } from '../messages/report-words.ts'
import { gridOf } from '../core/table-grid.ts'

/** A4, tagged (PDF/UA by Typst's own structure): headings, tables with header rows, the language of the text. French. */
export async function drawPdf(report: PublishedReport): Promise<Uint8Array<ArrayBuffer>> {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [...(await readCardFonts())] }] })
  return new Uint8Array(compiler.pdf({ mainFileContent: sourceOf(report) }))
}

function sourceOf(report: PublishedReport): string {
  const t = wording(REPORT_WORDS, 'fr')
  const title = `${t(report.act)} : ${periodWords(report.period.name, 'fr')}`
  const total = totalOf(report)
  const about = [
    ...(report.demo ? [t('demo')] : []),
    total === null ? t('totalWithheld') : t('totalIs', { n: total }),
    t('rule', { most: report.threshold - 1 }),
    ...(report.why === undefined ? [] : [t('why', { why: report.why })]),
    ...(report.gaps.length > 0 ? [t('gaps', { months: report.gaps.map((month) => periodWords(month, 'fr')).join(', ') })] : []),
    ...wordChanges(report, 'fr'),
    ...(report.coarsened.length > 0 ? [t('coarsened')] : []),
    ...(report.declared === undefined ? [] : [t('declared', { n: report.declared })]),
    t('sources', {
      sources: report.sources.map(({ source, attribution }) => (attribution === undefined ? source : `${source} (${attribution})`)).join(' ; '),
    }),
  ]
  return `#set document(title: ${text(`${title}, ${report.city.name}`)}, author: "Vis-à-vis")
#set page(paper: "a4", margin: 20mm, numbering: "1 / 1")
#set text(font: "Atkinson Hyperlegible Next", lang: "fr", size: 10pt)
#set heading(numbering: none)
#show table.cell.where(y: 0): strong
#set table(stroke: 0.4pt + luma(160), inset: 5pt)
#heading(level: 1, ${text(title)})
#text(${text(`${report.city.name} · ${t('version', { n: report.version })} · ${formatCivilDate(report.made, 'fr')}`)})
${about.map((sentence) => `\n#par(${text(sentence)})`).join('\n')}
${report.comment === undefined ? '' : `#heading(level: 2, ${text(t('comment'))})\n#par(${text(report.comment)})`}
${paragraphsOf(report.opening?.fr ?? '')
  .map((words) => `#par(${text(words)})`)
  .join('\n\n')}
${report.tables
  .filter(({ names }) => names.length > 0)
  .map((table) => tableSource(report, table))
  .join('\n')}
${paragraphsOf(report.closing?.fr ?? '')
  .map((words) => `#par(${text(words)})`)
  .join('\n\n')}
`
}

function tableSource(report: PublishedReport, table: PublishedTable): string {
  const t = wording(REPORT_WORDS, 'fr')
  const { columns, rows } = gridOf(report, table, { language: 'fr', whole: t('whole') })
  const number = (count: number | null | undefined) => (count === undefined ? '' : count === null ? t('withheldShort') : formatNumber(count, 'fr'))
  const cells = rows.flatMap(({ label, counts, isGap, isChanged }) => [
    text(isChanged ? `${label} (${t('changed')})` : label),
    ...counts.map((count) => text(isGap ? t('noData') : number(count))),
  ])
  const align = `(left, ${columns.map(() => 'right').join(', ')},)`
  return `#heading(level: 2, ${text(tableTitle(table.id, 'fr'))})
#block(breakable: ${rows.length > 12 ? 'true' : 'false'}, table(columns: ${columns.length + 1}, align: ${align},
  table.header([], ${columns.map(text).join(', ')}),
  ${cells.join(', ')}))`
}
