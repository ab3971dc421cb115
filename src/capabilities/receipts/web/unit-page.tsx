import { formatDate, formatInstant, formatMonth, formatNumber } from '../../../foundation/format.ts'
import { addDays, dateAt, parseLocalDate } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording, type Language, type Wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Fields, TextField } from '../../../ui/field/field.tsx'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { readQuarters } from '../../city/index.ts'
import { readCoverage, type UnitCoverage } from '../actions/read-coverage.ts'
import { groundOfCode } from '../core/ground.ts'
import { receiptId } from '../core/receipt.ts'
import { DELIVERY_LABELS, GROUND_LABELS, RESULT_LABELS, UNDELIVERED_LABELS } from '../messages/labels.ts'
import { UNIT_WORDS } from '../messages/unit-words.ts'
import { readShifts, type Shift } from '../queries/shifts.ts'
import { readUndeliveredReasons } from '../queries/undelivered-reasons.ts'
import { readUnitDay } from '../queries/unit-day.ts'
import { readUnitDevices } from '../queries/unit-devices.ts'

type Words = Wording<keyof typeof UNIT_WORDS>
type State = { readonly unit: number; readonly message?: 'wrong' | 'declaredDone' }

export async function unitPage(services: Services, call: Call, { unit, message }: State): Promise<Answer> {
  const { language } = call
  const t = wording(UNIT_WORDS, language)
  const city = call.city.code
  const today = dateAt(call.now)
  const day = parseLocalDate(call.query('jour') ?? '') ?? today
  const since = addDays(today, -30).toString()
  const [coverage, shifts, quarters, receipts, reasons, devices] = await Promise.all([
    readCoverage(services, city),
    readShifts(services.db, { city, since }),
    readQuarters(services.db, city),
    readUnitDay(services.db, { city, unit, day: day.toString() }),
    readUndeliveredReasons(services.db, { city, unit, since }),
    readUnitDevices(services.db, { city, unit }),
  ])
  const own = coverage.units.find((candidate) => candidate.unit.unit === unit)
  if (own === undefined) return refusedPage(refuse('not-found'))
  const quarterName = (quarter: number) => quarters.find((candidate) => candidate.quarter === quarter)?.name ?? String(quarter)
  const rows = receipts.map((row) => {
    const ground = groundOfCode(row.ground)
    const flags = [
      row.late && t('late'),
      row.clock_off && t('clock'),
      row.standing !== 'valid' && t('after'),
      row.card_problem !== null && t('card-problem'),
    ].filter((flag) => flag !== false)
    const id = receiptId(row.key_id, row.seq)
    return [
      <a href={`/services/${unit}/recus/${id}`}>
        {new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(row.issued_at)}
      </a>,
      quarterName(row.quarter),
      ground ? GROUND_LABELS[ground.code][language] : row.ground,
      RESULT_LABELS[row.result][language],
      DELIVERY_LABELS[row.delivery][language],
      flags.join(', '),
    ]
  })
  const columns = (['time', 'place', 'ground', 'result', 'delivery', 'flags'] as const).map((key) => ({ label: t(key) }))
  const page = (
    <Page frame={frameOf(services, call)} title={own.unit.name} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{own.unit.name}</h1>
          <p class="lead">{t('lead')}</p>
          {message && <Notice tone={message === 'wrong' ? 'bad' : 'good'} title={t(message)} live />}
        </div>
        <CoverageTable t={t} language={language} coverage={own} />
        <Gaps t={t} language={language} shifts={shifts.filter((shift) => shift.unit === unit)} />
        <section class="stack">
          <form method="get" class="row">
            <TextField name="jour" label={t('chooseDay')} type="date" value={day.toString()} />
            <button type="submit" class="button">
              {t('show')}
            </button>
          </form>
          <h2>{t('day', { date: formatDate(day, language) })}</h2>
          <Table caption={t('day', { date: formatDate(day, language) })} columns={columns} rows={rows} empty={t('noReceipts')} />
        </section>
        <section class="stack">
          <h2>{t('undeliveredTitle')}</h2>
          <Table
            caption={t('undeliveredTitle')}
            columns={[{ label: t('reason') }, { label: t('number'), number: true }]}
            rows={reasons.map((row) => [
              row.undelivered_reason ? UNDELIVERED_LABELS[row.undelivered_reason][language] : '—',
              formatNumber(row.receipts, language),
            ])}
            empty={t('noUndelivered')}
          />
        </section>
        <UnitForms t={t} unit={unit} today={today.toString()} />
        <section class="stack">
          <h2>{t('devices')}</h2>
          <Table
            caption={t('devices')}
            columns={[{ label: t('device') }, { label: t('enrolled') }, { label: t('state') }]}
            rows={devices.map((device) => [
              device.number,
              formatInstant(device.enrolled_at, language),
              device.stopped_at && device.reason ? (
                t('stopped', { date: formatInstant(device.stopped_at, language), reason: device.reason })
              ) : (
                <Confirm
                  label={t('revoke')}
                  of={String(device.number)}
                  yes={t('revokeYes')}
                  action={`/services/${unit}/appareils/${device.device}/revocation`}
                >
                  {t('revokeMeans')}
                </Confirm>
              ),
            ])}
            empty={t('noDevices')}
          />
          <form method="post" action={`/services/${unit}/enrolements`}>
            <button type="submit" class="button primary">
              {t('newCode')}
            </button>
          </form>
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', status: message === 'wrong' ? 422 : 200, html: renderDocument(page) }
}

function CoverageTable({ t, language, coverage }: { readonly t: Words; readonly language: Language; readonly coverage: UnitCoverage }) {
  const columns = [
    { label: t('month') },
    ...(['declared', 'receipts', 'undelivered', 'missing', 'lateCount'] as const).map((key) => ({ label: t(key), number: true })),
  ]
  const rows = [...coverage.months]
    .reverse()
    .map((month) => [formatMonth(month.month, language), month.declared ?? '—', month.receipts, month.undelivered, month.missing, month.late])
  return (
    <section class="stack">
      <h2>{t('coverage')}</h2>
      <Table caption={t('coverage')} columns={columns} rows={rows} empty={t('noReceipts')} />
    </section>
  )
}

function Gaps({ t, language, shifts }: { readonly t: Words; readonly language: Language; readonly shifts: readonly Shift[] }) {
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
        caption={t('gaps')}
        columns={[{ label: t('closedAt') }, { label: t('device') }, { label: t('numbers') }, { label: t('missing'), number: true }]}
        rows={rows}
        empty={t('noShifts')}
      />
    </section>
  )
}

function UnitForms({ t, unit, today }: { readonly t: Words; readonly unit: number; readonly today: string }) {
  return (
    <div class="grid">
      <form class="card stack" method="post" action={`/services/${unit}/controles-declares`}>
        <h2>{t('declareTitle')}</h2>
        <p>{t('declareHint')}</p>
        <Fields>
          <TextField name="day" label={t('chooseDay')} type="date" value={today} required />
          <TextField name="checks" label={t('checks')} type="number" required />
          <button type="submit" class="button">
            {t('declare')}
          </button>
        </Fields>
      </form>
      <form class="card stack" method="post" action={`/services/${unit}/cartes`}>
        <h2>{t('cards')}</h2>
        <p>{t('cardsLead')}</p>
        <Fields>
          <TextField name="count" label={t('count')} type="number" value="10" required />
          <button type="submit" class="button">
            {t('print')}
          </button>
        </Fields>
      </form>
    </div>
  )
}
