import { formatNumber, formatShare } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import type { Call } from '../../../platform/http/route.ts'
import { BarTable } from '../../../ui/bar-table/bar-table.tsx'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { RESULT_LABELS } from '../../receipts/index.ts'
import { NOTHING } from '../core/fact.ts'
import type { Mapping } from '../core/mapping.ts'
import { periodWords } from '../core/period-words.ts'
import type { ReadSummary } from '../facts/import-account.ts'
import { wordImportRefusal, wordRowProblem } from '../messages/word-import.ts'
import type { Upload } from '../uploads/upload.ts'
import type { ImportPageWords } from './imports-page.tsx'

type Trial = NonNullable<Upload['trial']>
type TrialProps = { readonly t: ImportPageWords; readonly upload: Upload; readonly trial: Trial; readonly mapping: Mapping; readonly call: Call }

export function TrialStep({ t, upload, trial: { summary, lines }, mapping, call }: TrialProps) {
  const { language } = call
  const { refusal } = upload
  const asked = summary.blanks.filter(({ field }) => field === 'hour' || mapping.fields[field] !== undefined)
  return (
    <>
      <div class="stack">
        {refusal && (
          <Notice tone="bad" title={t('notDone')} children={<p>{wordImportRefusal(refuse(refusal.code, refusal.evidence), language)}</p>} />
        )}
        <KeyFigure
          value={formatNumber(summary.accepted, language)}
          label={t('wouldBe', { rows: summary.accepted })}
          source={`${t('outOf', { all: summary.rows })} · ${t('trialLead')}`}
        />
        {saysNothing(mapping) && <Notice tone="soon" title={t('noNothing', { nothing: RESULT_LABELS.nothing[language] })} />}
        <Deciding t={t} upload={upload} accepted={summary.accepted} />
      </div>
      <Refusals t={t} summary={summary} lines={lines} call={call} />
      <Months t={t} summary={summary} call={call} />
      <Blanks t={t} blanks={asked} accepted={summary.accepted} call={call} />
      <Table
        caption={t('left')}
        columns={[{ label: t('column') }, { label: t('why') }]}
        rows={[...upload.left.map(({ column, why }) => [column, t(`left-${why}`)]), ...summary.ignored.map((column) => [column, t('left-unchosen')])]}
        empty=""
      />
    </>
  )
}

/** No value of its outcomes stands for none. */
function saysNothing({ fields: { result } }: Mapping): boolean {
  return result !== undefined && 'column' in result && !Object.values(result.values).includes(NOTHING)
}

function Deciding({ t, upload, accepted }: { readonly t: ImportPageWords; readonly upload: Upload; readonly accepted: number }) {
  const here = `/imports/${upload.id}`
  return (
    <>
      {accepted > 0 && (
        <Confirm label={t('importButton')} action={`${here}/import`} yes={t('importYes')}>
          {t('importMore', { rows: accepted })}
        </Confirm>
      )}
      <p class="row">
        <a class="button" href={`${here}?etape=valeurs`}>
          {t('backValues')}
        </a>
        <a class="button" href={`${here}?etape=colonnes`}>
          {t('backColumns')}
        </a>
        <a href={`${here}/correspondance.json`}>{t('mapping')}</a>
      </p>
    </>
  )
}

type PartProps = { readonly t: ImportPageWords; readonly summary: ReadSummary; readonly call: Call }

function Refusals({ t, summary, lines, call }: PartProps & { readonly lines: Trial['lines'] }) {
  return (
    <section class="stack">
      <Table
        caption={t('refusals')}
        columns={[{ label: t('why') }, { label: t('column') }, { label: t('rows'), number: true }]}
        rows={summary.refusals.map(({ reason, column, rows }) => [wordRowProblem(reason, call.language), column, formatNumber(rows, call.language)])}
        empty={t('noRefusal')}
      />
      {lines.length > 0 && (
        <>
          <Table
            caption={t('lines')}
            columns={[{ label: t('file') }, { label: t('line'), number: true }, { label: t('column') }, { label: t('why') }]}
            rows={lines.map(({ file, line, column, reason }) => [file, line, column, wordRowProblem(reason, call.language)])}
            empty=""
          />
          <p class="soft">{t('linesMore')}</p>
        </>
      )}
    </section>
  )
}

function Months({ t, summary, call: { language } }: PartProps) {
  if (summary.months.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('byMonth')}</h2>
      <BarTable
        caption={t('byMonth')}
        columns={{ label: t('month'), number: t('accepted'), note: t('share') }}
        rows={summary.months.map(({ month, rows }) => ({
          label: periodWords(month, language),
          count: rows,
          note: formatShare(rows / summary.accepted, language),
        }))}
        withheld=""
        format={(count) => formatNumber(count, language)}
      />
    </section>
  )
}

type BlanksProps = { readonly t: ImportPageWords; readonly blanks: ReadSummary['blanks']; readonly accepted: number; readonly call: Call }

function Blanks({ t, blanks, accepted, call: { language } }: BlanksProps) {
  return (
    <Table
      caption={t('blanks')}
      columns={[{ label: t('field') }, { label: t('rows'), number: true }, { label: t('share'), number: true }]}
      rows={blanks.map(({ field, rows }) => [t(`field-${field}`), formatNumber(rows, language), formatShare(rows / accepted, language)])}
      empty={t('noBlank')}
    />
  )
}
