import { stringify } from 'csv-stringify/sync'
import { utf8 } from '../../../foundation/bytes.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { dateAt, monthOf } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { textsIn } from '../core/body-profile.ts'
import { readBody } from '../actions/read-body.ts'
import { tallyPath } from '../core/entries.ts'
import { TALLY_TABLES, tallyFile, type Tally } from '../core/tally.ts'
import { TALLY_WORDS } from '../messages/tally-words.ts'
import { readFilings } from '../actions/read-filings.ts'
import { readTallyRows } from '../queries/tallies.ts'
import { TallyTables } from './tally-tables.tsx'

/** Anyone's page may read them: that is what they are for. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

export type ShownTally = { readonly tally: Tally; readonly document: string; readonly published: Date }

export async function readTallies(services: Services, city: string, body: string): Promise<readonly ShownTally[]> {
  const rows = await readTallyRows(services.db, { city, body })
  // A form that this version does not know is not shown as another.
  return rows.flatMap(({ document, published_at }) => {
    const read = tallyFile.safeParse(JSON.parse(document))
    return read.success ? [{ tally: read.data.content, document, published: published_at }] : []
  })
}

/** On a body's page: its tallies, the newest first, and the files. */
export function TallyList({ shown, call, body }: { readonly shown: readonly ShownTally[]; readonly call: Call; readonly body: string }) {
  const t = wording(TALLY_WORDS, call.language)
  const rows = shown.map(({ tally: { quarter, filed }, published }) => [
    <a href={`/recours/${body}/bilans/${quarter}`}>{quarter}</a>,
    t('filed', { n: filed }),
    formatInstant(published, call.language),
  ])
  const columns = [{ label: t('quarter') }, { label: t('number') }, { label: t('published') }]
  return (
    <section class="stack" aria-labelledby="bilans">
      <h2 id="bilans">{t('listTitle')}</h2>
      <Table caption={t('listTitle')} columns={columns} rows={rows} empty={t('listNone')} />
      <ul>
        <li>
          <a href={`/recours/${body}/saisines.csv`}>{t('filingsCsv')}</a>
        </li>
        <li>
          <a href={`/recours/${body}/bilans.csv`}>{t('csv')}</a>
        </li>
      </ul>
    </section>
  )
}

/** One quarter as a page; `.json`: byte for byte what the journal has the hash of. */
export async function tallyPage(services: Services, call: Call): Promise<Answer> {
  const { city, language } = call
  const body = call.param('body')
  const [, quarter = '', asFile] = /^(\d{4}-T[1-4])(\.json)?$/.exec(call.param('quarter')) ?? []
  const found = await readBody(services, city.code, body)
  const shown = (await readTallies(services, city.code, body)).find(({ tally }) => tally.quarter === quarter)
  if (!found || !shown) return refusedPage(refuse('not-found'))
  if (asFile) return { kind: 'file', bytes: utf8(shown.document), type: 'application/json', headers: OPEN }
  const t = wording(TALLY_WORDS, language)
  const title = t('title', { title: textsIn(found.profile, language).title, quarter })
  const page = (
    <Page frame={frameOf(services, call)} title={title}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t('lead')}</p>
        </div>
        <TallyTables tally={shown.tally} language={language} />
        <p>
          <a href={tallyPath(body, quarter)}>{t('file')}</a>
        </p>
        <p>
          <a href={`/recours/${body}`}>{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** Columns: organe, mois, saisines. Months without a filing are not there. */
export async function filingsFile(services: Services, call: Call): Promise<Answer> {
  const body = call.param('body')
  const found = await readBody(services, call.city.code, body)
  if (!found) return refusedPage(refuse('not-found'))
  const months = monthsOf(await readFilings(services.db, { city: call.city.code, body }))
  return csv([['organe', 'mois', 'saisines'], ...months.map(([month, count]) => [body, month, count])])
}

/** Columns: organe, trimestre, tableau, rubrique, dossiers; an empty number is withheld. */
export async function talliesFile(services: Services, call: Call): Promise<Answer> {
  const body = call.param('body')
  const found = await readBody(services, call.city.code, body)
  if (!found) return refusedPage(refuse('not-found'))
  const rows = (await readTallies(services, call.city.code, body)).flatMap(({ tally }) => [
    [body, tally.quarter, 'filed', '', tally.filed],
    [body, tally.quarter, 'unreadable', '', tally.unreadable],
    [body, tally.quarter, 'aside', '', tally.aside],
    ...TALLY_TABLES.flatMap((table) => Object.entries(tally[table]).map(([row, count]) => [body, tally.quarter, table, row, count])),
  ])
  return csv([['organe', 'trimestre', 'tableau', 'rubrique', 'dossiers'], ...rows])
}

function csv(rows: readonly (readonly (string | number | null)[])[]): Answer {
  return { kind: 'file', bytes: utf8(stringify(rows.map((row) => [...row]))), type: 'text/csv; charset=utf-8', headers: OPEN }
}

/** Filings of each month (`2027-03`), the newest first. */
export function monthsOf(filings: readonly Date[]): readonly (readonly [string, number])[] {
  const months = new Map<string, number>()
  for (const at of filings) {
    const month = monthOf(dateAt(at))
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  return [...months].sort(([one], [other]) => other.localeCompare(one))
}
