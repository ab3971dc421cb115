import { formatInstant } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import type { Result } from '../../../foundation/result.ts'
import { wording, type Wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { ACTS } from '../core/fact.ts'
import { parsePeriod, parseReportName, PERIOD_KINDS, quarterOf, reportName } from '../core/report.ts'
import { periodWords } from '../core/period-words.ts'
import { PREPARATION_WORDS } from '../messages/preparation-words.ts'
import { REPORT_WORDS } from '../messages/report-words.ts'
import { readDrafts, type DraftRow } from '../queries/drafts.ts'
import { readFactMonths, type FactMonth } from '../queries/fact-months.ts'
import { readImports, type ImportRow } from '../queries/imports.ts'

export type PreparationWords = Wording<keyof typeof PREPARATION_WORDS>

export async function preparationPage(services: Services, call: Call, outcome: Result<unknown> | undefined): Promise<Answer> {
  const t = wording(PREPARATION_WORDS, call.language)
  const city = call.city.code
  const [drafts, months, imports] = await Promise.all([
    readDrafts(services.db, city),
    readFactMonths(services.db, city),
    readImports(services.db, city),
  ])
  const isAdmin = call.actor.kind === 'staff' && call.actor.role === 'admin'
  const mayCount = call.actor.kind === 'staff' && call.actor.role !== 'auditor'
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          {outcome && !outcome.ok && <Notice tone="bad" title={t('notDone')} live children={<p>{wordNo(t, outcome.code)}</p>} />}
        </div>
        {mayCount && (
          <p>
            <a class="button" href="/tableaux-internes">
              {t('internal')}
            </a>
          </p>
        )}
        <p>
          <a class="button" href="/modele-de-compte-rendu">
            {t('definition')}
          </a>
        </p>
        {isAdmin && <Asking t={t} call={call} months={months} />}
        <section class="stack">
          <h2>{t('drafts')}</h2>
          <Table
            caption={t('drafts')}
            columns={[{ label: t('draft') }, { label: t('asked') }, { label: t('state') }]}
            rows={drafts.map((row) => [
              row.content === undefined ? nameOf(t, row, call) : <a href={`/preparation/${row.draft}`}>{nameOf(t, row, call)}</a>,
              formatInstant(row.requestedAt, call.language),
              stateOf(t, row),
            ])}
            empty={t('noDraft')}
          />
        </section>
        <Imports t={t} call={call} imports={imports} mayImport={isAdmin} />
      </div>
    </Page>
  )
  return { kind: 'page', status: outcome && !outcome.ok ? 422 : 200, html: renderDocument(page) }
}

type AskingProps = { readonly t: PreparationWords; readonly call: Call; readonly months: readonly FactMonth[] }

function Asking({ t, call, months }: AskingProps) {
  const words = wording(REPORT_WORDS, call.language)
  const choices = periodsWith(months, dateAt(call.now).toString().slice(0, 7))
  return (
    <>
      <section class="card stack">
        <h2>{t('ask')}</h2>
        {choices.length === 0 ? (
          <p class="soft">
            {t('noPeriod')} <a href="/imports">{t('importLink')}</a>
          </p>
        ) : (
          <form method="post" action="/preparation" class="stack">
            <SelectField
              name="rapport"
              label={t('period')}
              required
              choices={choices.map((name) => ({ value: name, label: wordReport(name, call) }))}
            />
            <TextField name="raison" label={t('corrects')} hint={t('correctsHint')} rows={3} max={1000} />
            <button class="button primary" type="submit">
              {t('askButton')}
            </button>
          </form>
        )}
      </section>
      <section class="card stack">
        <h2>{t('promise')}</h2>
        <form method="post" action="/preparation/promesses" class="stack">
          <SelectField name="acte" label={t('act')} value="check" choices={ACTS.map((one) => ({ value: one, label: words(one) }))} />
          <SelectField name="periode" label={t('period')} value="month" choices={PERIOD_KINDS.map((one) => ({ value: one, label: t(one) }))} />
          <TextField name="jours" label={t('days')} hint={t('promiseHint')} type="number" required />
          <button class="button" type="submit">
            {t('promiseButton')}
          </button>
        </form>
      </section>
    </>
  )
}

/** Months, quarters and years that are over and have facts: names of reports, the latest first. */
export function periodsWith(months: readonly FactMonth[], thisMonth: string): readonly string[] {
  const names = months.flatMap(({ month, mapping }) => [month, quarterOf(month), month.slice(0, 4)].map((name) => ({ name, act: mapping.act })))
  const over = names.flatMap(({ name, act }) => {
    const period = parsePeriod(name)
    return period !== undefined && (period.months.at(-1) ?? '') < thisMonth ? [reportName(act, period)] : []
  })
  return [...new Set(over)].sort().reverse()
}

export function wordReport(name: string, call: Call): string {
  const named = parseReportName(name)
  return named === undefined ? name : periodWords(named.period.name, call.language)
}

function nameOf(t: PreparationWords, { report, why }: DraftRow, call: Call): string {
  return why === null ? wordReport(report, call) : `${wordReport(report, call)} (${t('correction')})`
}

function stateOf(t: PreparationWords, row: DraftRow): string {
  if (row.madeAt === null) return t('making')
  if (row.refusal !== null) return t('refused', { why: wordWhy(t, row.refusal) })
  if (row.version !== null) return t('published', { n: row.version })
  return row.signedAt === null ? t('toSign') : t('signed')
}

function wordWhy(t: PreparationWords, code: string): string {
  const known = Object.keys(PREPARATION_WORDS).find((key): key is keyof typeof PREPARATION_WORDS => key === `why-${code}`)
  return t(known ?? 'why-other', { code })
}

export function wordNo(t: PreparationWords, code: string): string {
  const known = Object.keys(PREPARATION_WORDS).find((key): key is keyof typeof PREPARATION_WORDS => key === `no-${code}`)
  return t(known ?? 'no-other', { code })
}

type ImportsProps = { readonly t: PreparationWords; readonly call: Call; readonly imports: readonly ImportRow[]; readonly mayImport: boolean }

function Imports({ t, call, imports, mayImport }: ImportsProps) {
  return (
    <section class="stack">
      <h2>{t('imports')}</h2>
      <Table
        caption={t('imports')}
        columns={[
          { label: t('source') },
          { label: t('asked') },
          { label: t('months') },
          { label: t('accepted'), number: true },
          { label: t('refusedRows'), number: true },
        ]}
        rows={imports.map(({ mapping, at, months, accepted, rows, undone }) => [
          undone === null ? mapping.source : `${mapping.source} (${t('undone')})`,
          formatInstant(at, call.language),
          months.length > 2 ? `${months[0]} – ${months.at(-1)}` : months.join(', '),
          accepted,
          rows - accepted,
        ])}
        empty={t('noImport')}
      />
      {mayImport && (
        <p>
          <a class="button" href="/imports">
            {t('importLink')}
          </a>
        </p>
      )}
    </section>
  )
}
