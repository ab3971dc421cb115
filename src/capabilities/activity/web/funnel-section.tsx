import { formatNumber, formatShare } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import { FunnelPlot } from '../../../ui/funnel-plot/funnel-plot.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { FEWEST_IN_PLACE, funnelOf, INNER, OUTER, partsWithoutOutcome, type FunnelPoint } from '../core/funnel.ts'
import type { PublishedReport } from '../core/published-report.ts'
import type { Words } from '../messages/activity-words.ts'

type FunnelProps = { readonly t: Words; readonly report: PublishedReport; readonly language: Language }

/** Places beside each other, without a ranking: which shares are more than chance and the usual differences explain. Published numbers alone. */
export function FunnelSection({ t, report, language }: FunnelProps) {
  const table = report.tables.find(({ id }) => id === 'quarter-result')
  const members = report.dimensions.find(({ name }) => name === 'quarter')?.members ?? []
  const finest = table?.names[0] ?? ''
  const own = members.filter(({ level }) => level === finest)
  const parts = table === undefined ? [] : partsWithoutOutcome(table).filter(({ code }) => own.some((member) => member.code === code))
  const funnel = funnelOf(parts)
  if (funnel === undefined) return null
  const { mean, points, halfWidth } = funnel
  const nameOf = (code: string) => own.find((member) => member.code === code)?.label[language] ?? code
  const share = (value: number) => formatShare(value, language)
  const inOrder = [...points].sort((left, right) => nameOf(left.code).localeCompare(nameOf(right.code), language))
  const missing = own.length - points.length
  return (
    <section class="stack">
      <h2>{t('funnel')}</h2>
      <p>{sentence(t, points, nameOf)}</p>
      <FunnelPlot
        title={t('funnelTitle', { mean: share(mean) })}
        mean={mean}
        dots={points.map(({ code, ...point }) => ({ label: nameOf(code), ...point }))}
        widths={(whole) => [halfWidth(whole, INNER), halfWidth(whole, OUTER)]}
        words={{ across: t('funnelAcross'), up: t('withoutOutcome') }}
        format={{ share, count: (count) => formatNumber(count, language) }}
      />
      <Table
        caption={t('funnelTable')}
        columns={[
          { label: t('place') },
          { label: t('number'), number: true },
          { label: t('withoutOutcome'), number: true },
          { label: t('shrunk'), number: true },
          { label: t('reading') },
        ]}
        rows={inOrder.map(({ code, whole, share: raw, shrunk, isUnusual }) => [
          nameOf(code),
          formatNumber(whole, language),
          share(raw),
          share(shrunk),
          t(isUnusual ? 'unusual' : 'usual'),
        ])}
        empty=""
      />
      <p class="soft">{t(hasOneGround(report) ? 'funnelOneGround' : 'funnelGrounds')}</p>
      {missing > 0 && <p class="soft">{t('funnelMissing', { n: missing, least: FEWEST_IN_PLACE })}</p>}
      <details>
        <summary>{t('read')}</summary>
        <p>{t('funnelRead1')}</p>
        <p>{t('funnelRead2')}</p>
        <p>{t('funnelRead3')}</p>
      </details>
    </section>
  )
}

function sentence(t: Words, points: readonly FunnelPoint[], nameOf: (code: string) => string): string {
  const unusual = points.filter(({ isUnusual }) => isUnusual).map(({ code }) => nameOf(code))
  return unusual.length === 0 ? t('funnelNone') : t('funnelSome', { places: unusual.join(', ') })
}

/** The outcome test holds within one legal ground, and says nothing of checks on a prosecutor’s order (formats/disclosure.md). */
function hasOneGround({ dimensions, tables }: PublishedReport): boolean {
  const codes = (dimensions.find(({ name }) => name === 'ground')?.members ?? []).map(({ code }) => code)
  return tables.some(({ id }) => id === 'ground') && codes.length === 1 && !/^(nr|RQ\d)$/.test(codes[0] ?? 'nr')
}
