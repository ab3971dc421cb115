import { formatMonth, formatShare, formatShortMonth } from '../../../foundation/format.ts'
import { toHex } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { wording, type Language, type Wording } from '../../../foundation/wording.ts'
import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { CoveragePlot } from '../../../ui/coverage-plot/coverage-plot.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { isFew, withholdFew, withholdFewBeside } from '../core/few.ts'
import { readCoverage, type Coverage, type MonthFigures, type UnitCoverage } from '../actions/read-coverage.ts'
import { PUBLIC_WORDS } from '../messages/public-words.ts'
import { UNDELIVERED_LABELS } from '../messages/labels.ts'
import { readAuthorities } from '../queries/authorities.ts'
import { readUndeliveredReasons } from '../queries/undelivered-reasons.ts'
import { cardOutsidePage } from './card-outside-page.tsx'

type Words = Wording<keyof typeof PUBLIC_WORDS>

export function publicRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/recus', access: { kind: 'public' }, handle: (call) => receiptsPage(services, call) },
    { method: 'GET', path: '/carte', access: { kind: 'public' }, handle: (call) => cardOutsidePage(services, call) },
  ]
}

async function receiptsPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(PUBLIC_WORDS, call.language)
  const city = call.city.code
  const since = dateAt(call.now).with({ day: 1 }).subtract({ months: 5 }).toString()
  const [coverage, authorities, reasons] = await Promise.all([
    readCoverage(services, city),
    readAuthorities(services.db, city),
    readUndeliveredReasons(services.db, { city, since }),
  ])
  const root = authorities.find(({ unit }) => unit === 0)
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <p class="row">
            <a class="button primary" href="/r">
              {t('check')}
            </a>
            <a class="button" href="/carnet">
              {t('carnet')}
            </a>
            <a class="button" href="/controles-sans-recu">
              {t('declare')}
            </a>
          </p>
        </div>
        <CoverageSection t={t} language={call.language} coverage={coverage} reasons={reasons} />
        <Explanations t={t} root={root && toHex(new Uint8Array(root.key_id))} />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Reasons = Awaited<ReturnType<typeof readUndeliveredReasons>>
const NOTHING: ReadonlyMap<string, number | undefined> = new Map()

type CoverageProps = { readonly t: Words; readonly language: Language; readonly coverage: Coverage; readonly reasons: Reasons }

function CoverageSection({ t, language, coverage, reasons }: CoverageProps) {
  const shown = shownIn(coverage)
  const told = coverage.months.filter((month) => coverage.declarations.has(month))
  return (
    <section class="stack" id="couverture">
      <h2>{t('coverage')}</h2>
      <p>{t('coverageLead')}</p>
      {coverage.units.length === 0 && <p class="soft">{t('noUnit')}</p>}
      {coverage.units.map((unit, index) => (
        <UnitFigures
          key={unit.unit.unit}
          t={t}
          language={language}
          coverage={unit}
          shown={shown[index] ?? NOTHING}
          reasons={reasons.filter((row) => row.unit === unit.unit.unit)}
        />
      ))}
      <details>
        <summary>{t('how')}</summary>
        <p>{t('how1')}</p>
        <p>{t('how2')}</p>
        <p>{t('fewWhy')}</p>
      </details>
      <h3>{t('without')}</h3>
      <p>{t('withoutLead')}</p>
      <Table
        caption={t('without')}
        columns={[{ label: t('month') }, { label: t('number'), number: true }]}
        rows={told.map((month) => {
          const declarations = coverage.declarations.get(month) ?? 0
          return [formatMonth(month, language), isFew(declarations) ? t('few') : declarations]
        })}
        empty={t('withoutNone')}
      />
    </section>
  )
}

type UnitProps = Omit<CoverageProps, 'coverage'> & {
  readonly coverage: UnitCoverage
  /** By month, receipts that may be told. */
  readonly shown: ReadonlyMap<string, number | undefined>
}

function UnitFigures({ t, language, coverage, reasons, shown }: UnitProps) {
  const { unit, months } = coverage
  const short = (month: string) => formatShortMonth(month, language)
  const words = { notDeclared: t('notDeclared'), checks: t('declared'), receipts: t('receipts'), few: t('withheld') }
  const untold = months
    .filter(({ undelivered, receipts }) => !isPartTold(undelivered, receipts))
    .reduce((sum, { undelivered }) => sum + undelivered, 0)
  const told = withholdFewBeside(
    reasons.map((row) => row.receipts),
    untold,
  )
  const columns = [
    { label: t('month') },
    ...(['declared', 'receipts', 'share', 'undelivered', 'late', 'missing'] as const).map((key) => ({ label: t(key), number: true })),
  ]
  return (
    <section class="card stack">
      <h3>{unit.name}</h3>
      <div class="beside">
        <CoveragePlot
          title={t('plot', { unit: unit.name })}
          months={months.map((month) => ({ label: short(month.month), receipts: shown.get(month.month), declared: month.declared }))}
          words={words}
        />
        <Table
          caption={t('why')}
          columns={[{ label: t('reason') }, { label: t('number'), number: true }]}
          rows={reasons.map((row, index) => [
            row.undelivered_reason ? UNDELIVERED_LABELS[row.undelivered_reason][language] : '—',
            told[index] ?? t('withheld'),
          ])}
          empty={t('whyNone')}
        />
      </div>
      <details>
        <summary>{t('table', { unit: unit.name })}</summary>
        <Table
          caption={t('plot', { unit: unit.name })}
          columns={columns}
          rows={months.map((month) => [
            formatMonth(month.month, language),
            month.declared ?? t('notDeclared'),
            shown.get(month.month) ?? t(isFew(month.receipts) ? 'few' : 'withheld'),
            shown.get(month.month) === undefined ? '—' : shareOf(month, t, language),
            tellPart(month.undelivered, month.receipts, t),
            tellPart(month.late, month.receipts, t),
            month.missing,
          ])}
          empty={t('noUnit')}
        />
      </details>
    </section>
  )
}

/** Of each unit, what each month may say: all the units of a month are parts of the city's number, which the front page shows. */
function shownIn({ units, months }: Coverage): readonly ReadonlyMap<string, number | undefined>[] {
  const byMonth = months.map((month) => withholdFew(units.map((one) => one.months.find((row) => row.month === month)?.receipts ?? 0)))
  return units.map((_, unit) => new Map(months.map((month, at) => [month, byMonth[at]?.[unit]])))
}

/** A part of a month's receipts: not when it is few, nor when the rest is. */
function isPartTold(part: number, whole: number): boolean {
  return !isFew(part) && !isFew(whole - part)
}

function tellPart(part: number, whole: number, t: Words): string | number {
  if (isPartTold(part, whole)) return part
  return t(isFew(part) ? 'few' : 'withheld')
}

function shareOf({ receipts, declared }: Pick<MonthFigures, 'receipts' | 'declared'>, t: Words, language: Language): string {
  if (declared === undefined) return t('notDeclared')
  if (receipts > declared) return t('over')
  return declared === 0 ? '—' : formatShare(receipts / declared, language)
}

function Explanations({ t, root }: { readonly t: Words; readonly root: string | undefined }) {
  return (
    <>
      <section class="stack">
        <h2>{t('what')}</h2>
        <ul>
          <li>{t('what1')}</li>
          <li>{t('what2')}</li>
          <li>{t('what3')}</li>
        </ul>
      </section>
      <section class="stack">
        <h2>{t('verify')}</h2>
        <ol>
          <li>{t('verify1')}</li>
          <li>{t('verify2')}</li>
          <li>
            {root === undefined ? t('noRoot') : `${t('verify3')} `}
            {root && <span class="mono">{root}</span>}
          </li>
        </ol>
      </section>
      <section class="stack" id="limite">
        <h2>{t('limit')}</h2>
        <p>{t('limit1')}</p>
        <p>{t('limit2')}</p>
      </section>
    </>
  )
}
