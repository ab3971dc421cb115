import { formatDate, formatInstant, formatMonth, formatNumber, formatShare, formatShortMonth } from '../../../foundation/format.ts'
import { addDays, dateAt, parseLocalDate } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { CoveragePlot } from '../../../ui/coverage-plot/coverage-plot.tsx'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters } from '../../city/index.ts'
import { readCoverage, type UnitCoverage } from '../actions/read-coverage.ts'
import { UNIT_WORDS } from '../messages/unit-words.ts'
import { readShifts } from '../queries/shifts.ts'
import { readUnansweredClaims } from '../queries/unanswered-claims.ts'
import { readUndeliveredReasons } from '../queries/undelivered-reasons.ts'
import { readUnitDay } from '../queries/unit-day.ts'
import { readUnitDevices } from '../queries/unit-devices.ts'
import { CardForm, DeclareForm, Phones, type DeclaredDraft } from './unit-forms.tsx'
import { CoverageTable, DayReceipts, Gaps, ToAnswer, Undelivered, type UnitView } from './unit-tables.tsx'

/** `draft`: what was typed and could not be taken; it comes back in its form. */
export type UnitPageState = { readonly unit: number; readonly message?: 'wrong' | 'declaredDone' | 'countWrong'; readonly draft?: DeclaredDraft }

/** First what waits for the supervisor, then the figures, then what one can do. An auditor sees the same and changes nothing. */
export async function unitPage(services: Services, call: Call, { unit, message, draft }: UnitPageState): Promise<Answer> {
  const { language } = call
  const t = wording(UNIT_WORDS, language)
  const city = call.city.code
  const today = dateAt(call.now)
  const day = parseLocalDate(call.query('jour') ?? '') ?? today
  const since = addDays(today, -30).toString()
  // One state of the database for the whole page, and one journey's worth of its time.
  const [coverage, shifts, quarters, receipts, reasons, devices, claims] = await inCity(services.db, city, (tx) =>
    Promise.all([
      readCoverage({ ...services, db: tx }, city),
      readShifts(tx, { city, since }),
      readQuarters(tx, city),
      readUnitDay(tx, { city, unit, day: day.toString() }),
      readUndeliveredReasons(tx, { city, since }),
      readUnitDevices(tx, { city, unit }),
      readUnansweredClaims(tx, { city, unit }),
    ]),
  )
  const own = coverage.units.find((candidate) => candidate.unit.unit === unit)
  if (own === undefined) return refusedPage(refuse('not-found'))
  const view: UnitView = { t, language, unit, quarterName: (quarter) => quarters.find((one) => one.quarter === quarter)?.name ?? String(quarter) }
  const maySign = call.actor.kind === 'staff' && call.actor.role === 'supervisor'
  const dayTitle = t('day', { date: formatDate(day, language) })
  const page = (
    <Page frame={frameOf(services, call)} title={own.unit.name} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{own.unit.name}</h1>
          <p class="lead">{t('lead')}</p>
          {message && <Notice tone={message === 'declaredDone' ? 'good' : 'bad'} title={t(message)} live />}
        </div>
        <Figures view={view} coverage={own} toAnswer={claims.length} source={t('counted', { date: formatInstant(call.now, language) })} />
        <ToAnswer view={view} claims={claims} />
        <DayReceipts view={view} title={dayTitle} day={day.toString()} receipts={receipts} />
        <section class="stack">
          <h2>{t('coverage')}</h2>
          <CoveragePlot
            title={t('coverage')}
            months={own.months.map(({ month, receipts: issued, declared }) => ({
              label: formatShortMonth(month, language),
              receipts: issued,
              declared,
            }))}
            words={{ notDeclared: t('notDeclared'), checks: t('declared'), receipts: t('receipts'), few: '' }}
          />
          <CoverageTable view={view} coverage={own} />
        </section>
        <Gaps view={view} shifts={shifts.filter((shift) => shift.unit === unit)} />
        <Undelivered view={view} reasons={reasons.filter((row) => row.unit === unit)} />
        {maySign && (
          <div class="grid">
            <DeclareForm t={t} unit={unit} draft={draft ?? { day: today.toString(), checks: '' }} />
            <CardForm t={t} unit={unit} wrong={message === 'countWrong'} />
          </div>
        )}
        <Phones view={view} devices={devices} mayChange={maySign} />
      </div>
    </Page>
  )
  return { kind: 'page', status: message === undefined || message === 'declaredDone' ? 200 : 422, html: renderDocument(page) }
}

type FiguresProps = { readonly view: UnitView; readonly coverage: UnitCoverage; readonly toAnswer: number; readonly source: string }

function Figures({ view, coverage, toAnswer, source }: FiguresProps) {
  const { t, language } = view
  const month = coverage.months.at(-1)
  if (month === undefined) return null
  const { receipts, declared, missing } = month
  const share = declared === undefined || declared === 0 ? '—' : formatShare(Math.min(1, receipts / declared), language)
  const words = { month: formatMonth(month.month, language) }
  return (
    <div class="grid">
      <KeyFigure value={formatNumber(toAnswer, language)} label={t('figureToAnswer', { n: toAnswer })} source={source} />
      <KeyFigure value={formatNumber(receipts, language)} label={t('figureReceipts', { ...words, n: receipts })} source={source} />
      <KeyFigure value={share} label={t(declared === undefined ? 'figureNotDeclared' : 'figureCoverage', words)} source={source} />
      <KeyFigure value={formatNumber(missing, language)} label={t('figureMissing', { ...words, n: missing })} source={source} />
    </div>
  )
}
