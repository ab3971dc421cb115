import type { ComponentChildren } from 'preact'
import { wording } from '../../../foundation/wording.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { readQuarters } from '../../city/index.ts'
import { periodWords } from '../core/period-words.ts'
import { ACTIVITY_WORDS } from '../messages/activity-words.ts'
import { readPublications } from '../queries/publications.ts'
import { placesOf, TableSection } from './report-tables.tsx'

/**
 * Where acts took place, in the numbers of the newest report that tells it, and in no others: a count made today beside them would give back,
 * by subtraction, what they withhold.
 */
export async function whereSection(services: Services, { city, language }: Pick<Call, 'city' | 'language'>): Promise<ComponentChildren> {
  const t = wording(ACTIVITY_WORDS, language)
  const [publications, quarters] = await Promise.all([readPublications(services.db, city.code), readQuarters(services.db, city.code)])
  const tables = publications.flatMap(({ report, content }) => {
    const table = content.tables.find(({ names }) => names.length === 1 && names[0] === 'quarter')
    return table ? [{ report, content, table }] : []
  })
  const [newest] = tables
  if (!newest) return <p class="soft">{t('whereNone')}</p>
  const { report, content, table } = newest
  return (
    <div class="stack">
      <TableSection t={t} report={content} table={table} language={language} places={placesOf(quarters)} />
      <p>
        <a href={`/comptes-rendus/${report}`}>{t('whereFrom', { period: periodWords(content.period.name, language) })}</a>
      </p>
    </div>
  )
}
