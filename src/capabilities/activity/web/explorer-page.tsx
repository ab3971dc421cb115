import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField } from '../../../ui/field/field.tsx'
import { Listing } from '../../../ui/listing/listing.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { dimensionOf } from '../core/report-lattice.ts'
import type { PublishedReport, PublishedTable } from '../core/published-report.ts'
import { ACTIVITY_WORDS } from '../messages/activity-words.ts'
import { tableTitle } from '../messages/report-words.ts'
import { readPublications } from '../queries/publications.ts'
import { embedCode } from './embed-page.tsx'
import { TableSection } from './report-tables.tsx'
import { titleOf } from './report-page.tsx'

/** Filters in the address, no script: a table, and of its first dimension one row or all. Answers from published cells alone. */
export async function explorerPage(services: Services, call: Call): Promise<Answer> {
  const row = (await readPublications(services.db, call.city.code)).find(({ report }) => report === call.param('report'))
  if (row === undefined) return refusedPage(refuse('not-found'))
  const t = wording(ACTIVITY_WORDS, call.language)
  const { content } = row
  const tables = content.tables.filter(({ names }) => names.length > 0)
  const table = tables.find(({ id }) => id === call.query('tableau')) ?? tables[0]
  const rows = table === undefined ? [] : membersOf(content, table)
  const only = rows.find(({ code }) => code === call.query('ligne'))?.code
  const page = (
    <Page frame={frameOf(services, call)} title={`${t('exploreTitle')} — ${titleOf(content, call.language)}`} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('exploreTitle')}</h1>
          <p>
            <a href={`/comptes-rendus/${row.report}`}>{titleOf(content, call.language)}</a>
          </p>
          <p class="lead">{t('exploreLead')}</p>
        </div>
        {table === undefined ? (
          <p>{t('noRow')}</p>
        ) : (
          <>
            <form method="get" class="card stack">
              <SelectField
                name="tableau"
                label={t('table')}
                value={table.id}
                choices={tables.map(({ id }) => ({ value: id, label: tableTitle(id, call.language) }))}
              />
              <SelectField
                name="ligne"
                label={t('only')}
                value={only}
                empty={t('everything')}
                choices={rows.map(({ code, label }) => ({ value: code, label: label[call.language] }))}
              />
              <button class="button primary" type="submit">
                {t('show')}
              </button>
            </form>
            <TableSection t={t} report={content} table={narrowed(table, only)} language={call.language} />
            <p>
              <a href={`/donnees/${row.report}/v${row.version}/${table.id}.csv`}>{t('csv')}</a>
            </p>
            <section class="stack">
              <h2>{t('embed')}</h2>
              <p class="soft">{t('embedMore')}</p>
              <Listing
                label={t('embed')}
                text={embedCode(call, { report: row.report, version: row.version, table: table.id, title: tableTitle(table.id, call.language) })}
              />
            </section>
          </>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

function membersOf(report: PublishedReport, table: PublishedTable) {
  const name = dimensionOf(table.names[0] ?? '')
  const used = new Set(table.cells.map(({ labels }) => labels[name]))
  return (report.dimensions.find((dimension) => dimension.name === name)?.members ?? []).filter(({ code }) => used.has(code))
}

/** One row and the whole. */
function narrowed(table: PublishedTable, only: string | undefined): PublishedTable {
  const name = dimensionOf(table.names[0] ?? '')
  return only === undefined ? table : { ...table, cells: table.cells.filter(({ labels }) => labels[name] === undefined || labels[name] === only) }
}
