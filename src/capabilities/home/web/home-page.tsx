import { formatInstant, formatMonth, formatNumber, formatShare } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { QuarterMap } from '../../../ui/quarter-map/quarter-map.tsx'
import { QuarterOutlines } from '../../../ui/quarter-map/quarter-outlines.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { Threshold } from '../../../ui/threshold/threshold.tsx'
import { readQuarters } from '../../city/index.ts'
import { readCoverage, readReceiptsByQuarter } from '../../receipts/index.ts'
import { HOME_WORDS } from '../messages/home-words.ts'

const CARDS = [
  ['check', '/r'],
  ['carnet', '/carnet'],
  ['declare', '/controles-sans-recu'],
  ['figures', '/recus#couverture'],
] as const

/** Under this number a quarter's count could point at someone: it is not shown. */
const SMALLEST = 5

export async function homePage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(HOME_WORDS, language)
  const [coverage, quarters, counts] = await Promise.all([
    readCoverage(services, city.code),
    readQuarters(services.db, city.code),
    readReceiptsByQuarter(services, city.code),
  ])
  const month = coverage.months.at(-1) ?? ''
  const rows = coverage.units.flatMap(({ months }) => months.filter((candidate) => candidate.month === month))
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0)
  const declaring = rows.filter(({ declared }) => declared !== undefined)
  const declared = declaring.reduce((total, row) => total + (row.declared ?? 0), 0)
  const inMonth = { month: formatMonth(month, language), n: sum(({ receipts }) => receipts) }
  const source = t('source', { date: formatInstant(call.now, language) })
  const share = declared === 0 ? undefined : Math.min(1, declaring.reduce((total, row) => total + row.receipts, 0) / declared)
  const missing = sum((row) => row.missing)
  const shown = quarters.map((quarter) => ({ quarter, count: counts.get(quarter.quarter) ?? 0 }))
  const most = Math.max(1, ...shown.map(({ count }) => count))
  const word = (count: number) => (count > 0 && count < SMALLEST ? t('few') : formatNumber(count, language))
  const tiles = shown.flatMap(({ quarter, count }) =>
    quarter.tile
      ? [
          {
            name: quarter.name,
            column: quarter.tile[0],
            row: quarter.tile[1],
            value: count > 0 && count < SMALLEST ? '< 5' : String(count),
            weight: count < SMALLEST ? 0 : count / most,
          },
        ]
      : [],
  )
  const outlines = shown
    .filter(({ quarter }) => quarter.rings.length > 0)
    .map(({ quarter, count }) => ({
      name: quarter.name,
      rings: quarter.rings,
      value: count > 0 && count < SMALLEST ? '< 5' : String(count),
      weight: count < SMALLEST ? 0 : count / most,
    }))
  const front = (
    <Threshold
      promise={
        <>
          <h1>{t('promise')}</h1>
          <p class="lead">{t('lead')}</p>
          <p class="row">
            <a class="button primary" href="/r">
              {t('checkTitle')}
            </a>
            <a class="button" href="/controles-sans-recu">
              {t('declareTitle')}
            </a>
          </p>
        </>
      }
      facts={
        <>
          <h2>{t('today')}</h2>
          <KeyFigure value={formatNumber(inMonth.n, language)} label={t('receipts', inMonth)} source={source} />
          <KeyFigure
            value={share === undefined ? '—' : formatShare(share, language)}
            label={t(share === undefined ? 'coverageNone' : 'coverage', inMonth)}
            source={source}
          />
          <KeyFigure value={formatNumber(missing, language)} label={t('missing', { ...inMonth, n: missing })} source={source} />
        </>
      }
    />
  )
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')} front={front}>
      <div class="stack-wide">
        <div class="grid">
          {CARDS.map(([key, href]) => (
            <a key={key} class="card stack" href={href}>
              <h2>{t(`${key}Title`)}</h2>
              <p>{t(key)}</p>
            </a>
          ))}
        </div>
        <section class="stack">
          <h2>{t('map')}</h2>
          <div class="beside">
            {outlines.length > 0 && (
              <QuarterOutlines title={t('mapTitle')} caption={t('outlineCaption', { source: quarters[0]?.source ?? '' })} outlines={outlines} />
            )}
            {outlines.length === 0 && tiles.length > 0 && <QuarterMap title={t('mapTitle')} caption={t('mapCaption')} tiles={tiles} />}
            <details open>
              <summary>{t('list')}</summary>
              <Table
                caption={t('mapTitle')}
                columns={[{ label: t('quarter') }, { label: t('number'), number: true }]}
                rows={shown.map(({ quarter, count }) => [quarter.name, word(count)])}
                empty={t('noQuarter')}
              />
            </details>
          </div>
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
