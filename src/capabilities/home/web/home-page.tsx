import { formatInstant, formatMonth, formatNumber, formatShare } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { KeyFigure, type KeyFigureProps } from '../../../ui/figure/figure.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { SearchForm } from '../../../ui/search-form/search-form.tsx'
import { Threshold } from '../../../ui/threshold/threshold.tsx'
import { whereSection } from '../../activity/index.ts'
import { readRegister } from '../../commitments/index.ts'
import { coverageIn, FEWEST, isFew, readCoverage } from '../../receipts/index.ts'
import { HOME_WORDS } from '../messages/home-words.ts'

const CARDS = [
  ['check', '/r'],
  ['carnet', '/carnet'],
  ['file', '/recours'],
  ['rights', '/vos-droits'],
  ['reports', '/comptes-rendus'],
  ['commitments', '/engagements'],
] as const

/** What one can do here, and what is true today. */
export async function homePage(services: Services, call: Call): Promise<Answer> {
  const { language } = call
  const t = wording(HOME_WORDS, language)
  const [register, where] = await Promise.all([readRegister(services, call.city.code), whereSection(services, call)])
  const figures = await readFigures(services, call, register)
  const front = (
    <Threshold
      promise={
        <>
          <h1>{t('promise')}</h1>
          <p class="lead">{t('lead')}</p>
          <p class="threshold-ways">
            {CARDS.map(([key, path], index) => (
              <a key={path} class={index === 0 ? 'button primary' : 'button'} href={path}>
                {t(`${key}Title`)}
              </a>
            ))}
          </p>
        </>
      }
      facts={
        <>
          <h2>{t('today')}</h2>
          {figures.map((figure) => (
            <KeyFigure key={figure.label} {...figure} />
          ))}
        </>
      }
    />
  )
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')} front={front}>
      <div class="stack-wide">
        <SearchForm label={t('search')} button={t('searchButton')} />
        <div class="grid thirds">
          {CARDS.map(([key, href]) => (
            <a key={key} class="card stack" href={href}>
              <h2>{t(`${key}Title`)}</h2>
              <p>{t(key, { n: register.length })}</p>
            </a>
          ))}
        </div>
        {where}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Register = Awaited<ReturnType<typeof readRegister>>

/** Three figures that the platform counts itself, each with its date. */
async function readFigures(services: Services, call: Call, register: Register): Promise<readonly KeyFigureProps[]> {
  const { language, city } = call
  const t = wording(HOME_WORDS, language)
  const coverage = await readCoverage(services, city.code)
  const month = coverage.months.at(-1) ?? ''
  const receipts = coverage.units.flatMap(({ months }) => months.filter((one) => one.month === month)).reduce((sum, row) => sum + row.receipts, 0)
  // With the checks that units declare, a share of few would tell how many.
  const share = isFew(receipts) ? undefined : coverageIn(coverage, month)
  const overdue = register.filter(({ state }) => state.due === 'overdue').length
  const inMonth = { month: formatMonth(month, language), n: receipts }
  const source = t('source', { date: formatInstant(call.now, language) })
  return [
    { value: isFew(receipts) ? `< ${FEWEST}` : formatNumber(receipts, language), label: t('receipts', inMonth), source },
    { value: share === undefined ? '—' : formatShare(share, language), label: t(share === undefined ? 'coverageNone' : 'coverage', inMonth), source },
    register.length === 0
      ? { value: '—', label: t('commitmentsNone'), source }
      : { value: formatNumber(overdue, language), label: t('overdue', { n: overdue, all: register.length }), source },
  ]
}
