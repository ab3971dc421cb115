import { PARIS } from '../../../foundation/civil-date.ts'
import { formatInstant, formatMonth, formatNumber } from '../../../foundation/format.ts'
import type { Language, Wording } from '../../../foundation/wording.ts'
import { TextField } from '../../../ui/field/field.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { UnitCoverage } from '../actions/read-coverage.ts'
import { groundOfCode } from '../core/ground.ts'
import { receiptId } from '../core/receipt.ts'
import { DELIVERY_LABELS, GROUND_LABELS, RESULT_LABELS, UNDELIVERED_LABELS } from '../messages/labels.ts'
import type { UNIT_WORDS } from '../messages/unit-words.ts'
import type { Shift } from '../queries/shifts.ts'
import type { readUnansweredClaims } from '../queries/unanswered-claims.ts'
import type { readUndeliveredReasons } from '../queries/undelivered-reasons.ts'
import type { readUnitDay } from '../queries/unit-day.ts'

export type UnitWording = Wording<keyof typeof UNIT_WORDS>
export type UnitView = {
  readonly t: UnitWording
  readonly language: Language
  readonly unit: number
  readonly quarterName: (quarter: number) => string
}

type Rows<Read extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Read>>

/** What holders wrote and nobody has answered, the oldest first. */
export function ToAnswer({ view, claims }: { readonly view: UnitView; readonly claims: Rows<typeof readUnansweredClaims> }) {
  const { t, language, unit, quarterName } = view
  const columns = [{ label: t('received') }, { label: t('what') }, { label: t('checkOf') }, { label: t('place') }]
  const rows = claims.map((claim) => [
    formatInstant(claim.claimed_at, language),
    t(claim.kind),
    <a href={`/services/${unit}/recus/${receiptId(claim.key_id, claim.seq)}`}>{formatInstant(claim.issued_at, language)}</a>,
    quarterName(claim.quarter),
  ])
  return (
    <section class="stack" id="a-repondre">
      <h2>{t('toAnswer')}</h2>
      <Table caption={t('toAnswerCaption')} columns={columns} rows={rows} empty={t('nothingToAnswer')} />
    </section>
  )
}

const time = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: PARIS })

type DayProps = { readonly view: UnitView; readonly title: string; readonly day: string; readonly receipts: Rows<typeof readUnitDay> }

export function DayReceipts({ view, title, day, receipts }: DayProps) {
  const { t, language, unit, quarterName } = view
  const columns = (['time', 'place', 'ground', 'result', 'delivery', 'flags'] as const).map((key) => ({ label: t(key) }))
  const rows = receipts.map((row) => {
    const ground = groundOfCode(row.ground)
    const flags = [
      row.late && t('late'),
      row.clock_off && t('clock'),
      row.standing !== 'valid' && t('after'),
      row.card_problem !== null && t('card-problem'),
    ].filter((flag) => flag !== false)
    return [
      <a href={`/services/${unit}/recus/${receiptId(row.key_id, row.seq)}`}>{time.format(row.issued_at)}</a>,
      quarterName(row.quarter),
      ground ? GROUND_LABELS[ground.code][language] : row.ground,
      RESULT_LABELS[row.result][language],
      DELIVERY_LABELS[row.delivery][language],
      flags.join(', ') || t('nothingToSee'),
    ]
  })
  return (
    <section class="stack">
      <h2>{title}</h2>
      <form method="get" class="row end">
        <TextField name="jour" label={t('chooseDay')} type="date" value={day} />
        <button type="submit" class="button">
          {t('show')}
        </button>
      </form>
      <Table caption={title} columns={columns} rows={rows} empty={t('noReceipts')} />
    </section>
  )
}

export function CoverageTable({ view, coverage }: { readonly view: UnitView; readonly coverage: UnitCoverage }) {
  const { t, language } = view
  const columns = [
    { label: t('month') },
    ...(['declared', 'receipts', 'undelivered', 'missing', 'lateCount'] as const).map((key) => ({ label: t(key), number: true })),
  ]
  const rows = [...coverage.months]
    .reverse()
    .map((month) => [
      formatMonth(month.month, language),
      month.declared ?? t('notDeclared'),
      month.receipts,
      month.undelivered,
      month.missing,
      month.late,
    ])
  return <Table caption={t('coverageCaption')} columns={columns} rows={rows} empty={t('noReceipts')} />
}

export function Gaps({ view, shifts }: { readonly view: UnitView; readonly shifts: readonly Shift[] }) {
  const { t, language } = view
  const rows = shifts.map((shift) => [
    formatInstant(shift.received_at, language),
    shift.device,
    `${shift.first_seq} – ${shift.last_seq}`,
    shift.missing === 0 ? '0' : <strong class="tag bad">{shift.missing}</strong>,
  ])
  return (
    <section class="stack">
      <h2>{t('gaps')}</h2>
      <Table
        caption={t('gapsCaption')}
        columns={[{ label: t('closedAt') }, { label: t('device') }, { label: t('numbers') }, { label: t('missing'), number: true }]}
        rows={rows}
        empty={t('noShifts')}
      />
    </section>
  )
}

export function Undelivered({ view, reasons }: { readonly view: UnitView; readonly reasons: Rows<typeof readUndeliveredReasons> }) {
  const { t, language } = view
  return (
    <section class="stack">
      <h2>{t('undeliveredTitle')}</h2>
      <Table
        caption={t('undeliveredCaption')}
        columns={[{ label: t('reason') }, { label: t('number'), number: true }]}
        rows={reasons.map((row) => [
          row.undelivered_reason ? UNDELIVERED_LABELS[row.undelivered_reason][language] : '—',
          formatNumber(row.receipts, language),
        ])}
        empty={t('noUndelivered')}
      />
    </section>
  )
}
