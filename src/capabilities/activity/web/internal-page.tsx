import { resolve } from 'node:path'
import { formatNumber } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { labelOf, labelsOf } from '../core/labels.ts'
import { dimensionOf, tablesOf } from '../core/report-lattice.ts'
import { parseReportName } from '../core/report.ts'
import { withDuck } from '../facts/duck.ts'
import { factFile, factsFolder } from '../facts/fact-file.ts'
import { PREPARATION_WORDS } from '../messages/preparation-words.ts'
import { tableTitle } from '../messages/report-words.ts'
import { readFactMonths, type FactMonth } from '../queries/fact-months.ts'
import { countTable } from '../reports/count-facts.ts'
import { periodsWith, wordReport } from './preparation-page.tsx'

/** Later than any month: a period that goes on is counted too. */
const NEVER = '9999-12'
/** All tables that a year may have, at their finest. */
const TABLES = tablesOf({ kind: 'year' }).map(({ id, variants }) => ({
  id,
  names: (variants[0] ?? []).map(dimensionOf),
}))

/** One table of the facts as they are, for the staff who answer for them. Counted when it is asked for; nothing is kept. */
export async function internalPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(PREPARATION_WORDS, call.language)
  const months = await readFactMonths(services.db, call.city.code)
  const reports = periodsWith(months, NEVER)
  const report = reports.find((name) => name === call.query('periode')) ?? reports[0]
  const table = TABLES.find(({ id }) => id === call.query('tableau')) ?? TABLES.find(({ id }) => id === 'result')
  const rows = report === undefined || table === undefined ? [] : await countOne(services, { city: call.city.code, months, report, table })
  const mappings = months.map(({ mapping }) => mapping)
  const book = labelsOf(mappings)
  const wordOf = (level: string, code: string) => labelOf(book, { level, code }, mappings)[call.language]
  const page = (
    <Page frame={frameOf(services, call)} title={t('internal')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('internal')}</h1>
          <Notice tone="soon" title={t('internalLead')} />
        </div>
        {report === undefined || table === undefined ? (
          <p>{t('noPeriod')}</p>
        ) : (
          <>
            <form method="get" class="card stack">
              <SelectField
                name="periode"
                label={t('period')}
                value={report}
                choices={reports.map((name) => ({ value: name, label: wordReport(name, call) }))}
              />
              <SelectField
                name="tableau"
                label={t('table')}
                value={table.id}
                choices={TABLES.map(({ id }) => ({ value: id, label: tableTitle(id, call.language) }))}
              />
              <button class="button primary" type="submit">
                {t('show')}
              </button>
            </form>
            <Table
              caption={`${tableTitle(table.id, call.language)} — ${wordReport(report, call)}`}
              columns={[...table.names.map((name) => ({ label: tableTitle(name, call.language) })), { label: t('number'), number: true }]}
              rows={rows.map(({ codes, count }) => [
                ...codes.map((code, at) => wordOf(table.names[at] ?? '', code)),
                formatNumber(count, call.language),
              ])}
              empty={t('internalNone')}
            />
          </>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Asked = { readonly city: string; readonly months: readonly FactMonth[]; readonly report: string; readonly table: (typeof TABLES)[number] }

async function countOne({ config }: Services, { city, months, report, table }: Asked): ReturnType<typeof countTable> {
  const named = parseReportName(report)
  if (named === undefined) return []
  const files = months.filter(({ month }) => named.period.months.includes(month)).map((row) => resolve(config.varFolder, factFile(city, row.month, row.import))) // prettier-ignore
  const scope = { act: named.act, files, months: named.period.months }
  return withDuck({ folders: [resolve(config.varFolder, factsFolder(city))] }, (duck) => countTable(duck, scope, table.names))
}
