import { formatNumber } from '../../../foundation/format.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { QuarterMap } from '../../../ui/quarter-map/quarter-map.tsx'
import { QuarterOutlines } from '../../../ui/quarter-map/quarter-outlines.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { readReceiptsByQuarter } from '../../receipts/index.ts'
import { HOME_WORDS } from '../messages/home-words.ts'

/** Under this number a quarter's count could point at someone: it is not shown. */
const SMALLEST = 5

export type Place = { readonly quarter: Quarter; readonly count: number }

export async function readPlaces(services: Services, { city }: Call): Promise<readonly Place[]> {
  const [quarters, counts] = await Promise.all([readQuarters(services.db, city.code), readReceiptsByQuarter(services, city.code)])
  return quarters.map((quarter) => ({ quarter, count: counts.get(quarter.quarter) ?? 0 }))
}

/** Where receipts were issued: a map, and the list that says the same. */
export function ReceiptsMap({ places, language }: { readonly places: readonly Place[]; readonly language: Language }) {
  const t = wording(HOME_WORDS, language)
  const most = Math.max(1, ...places.map(({ count }) => count))
  const isFew = (count: number) => count > 0 && count < SMALLEST
  const shown = ({ quarter, count }: Place) => ({
    name: quarter.name,
    value: isFew(count) ? `< ${SMALLEST}` : String(count),
    weight: count < SMALLEST ? 0 : count / most,
  })
  const tiles = places.flatMap((place) => {
    const { tile } = place.quarter
    return tile ? [{ ...shown(place), column: tile[0], row: tile[1] }] : []
  })
  const outlines = places.filter(({ quarter }) => quarter.rings.length > 0).map((place) => ({ ...shown(place), rings: place.quarter.rings }))
  return (
    <section class="stack">
      <h2>{t('map')}</h2>
      <div class="beside">
        {outlines.length > 0 && (
          <QuarterOutlines title={t('mapTitle')} caption={t('outlineCaption', { source: places[0]?.quarter.source ?? '' })} outlines={outlines} />
        )}
        {outlines.length === 0 && tiles.length > 0 && <QuarterMap title={t('mapTitle')} caption={t('mapCaption')} tiles={tiles} />}
        <details open>
          <summary>{t('list')}</summary>
          <Table
            caption={t('mapTitle')}
            columns={[{ label: t('quarter') }, { label: t('number'), number: true }]}
            rows={places.map(({ quarter, count }) => [quarter.name, isFew(count) ? t('few') : formatNumber(count, language)])}
            empty={t('noQuarter')}
          />
        </details>
      </div>
    </section>
  )
}
