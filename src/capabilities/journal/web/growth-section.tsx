import { formatCivilDate, formatNumber } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import { GrowthPlot } from '../../../ui/growth-plot/growth-plot.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { JournalDay } from '../actions/read-days.ts'
import type { Words } from '../messages/journal-words.ts'

type Props = { readonly t: Words; readonly language: Language; readonly days: readonly JournalDay[] }

/** What entered, day by day: to look at first, to read in a table below. */
export function GrowthSection({ t, language, days }: Props) {
  const short = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const rows = [...days]
    .reverse()
    .map(({ day, count, size }) => [formatCivilDate(day, language), formatNumber(count, language), formatNumber(size, language)])
  return (
    <section class="stack">
      <h2>{t('growth')}</h2>
      {days.length === 0 ? (
        <p class="soft">{t('nothingYet')}</p>
      ) : (
        <>
          <p class="soft">{t('growthPlot')}</p>
          <GrowthPlot title={t('growthPlot')} days={days.map(({ day, count }) => ({ label: short.format(new Date(`${day}T00:00:00Z`)), count }))} />
          <details>
            <summary>{t('growthTable')}</summary>
            <Table
              caption={t('growthPlot')}
              columns={[{ label: t('day') }, { label: t('entered'), number: true }, { label: t('total'), number: true }]}
              rows={rows}
              empty=""
            />
          </details>
        </>
      )}
    </section>
  )
}
