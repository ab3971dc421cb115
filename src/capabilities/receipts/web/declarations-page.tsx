import { formatDate, formatInstant } from '../../../foundation/format.ts'
import { dateAt, parseLocalDate } from '../../../foundation/local-date.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { readQuarters } from '../../city/index.ts'
import { HAPPENED } from '../actions/declare-missing-receipt.ts'
import { SERVICE_LABELS } from '../messages/labels.ts'
import { PUBLIC_WORDS } from '../messages/public-words.ts'
import { readDeclarations } from '../queries/declarations.ts'

/** For the city and its auditor, as the form says to whoever fills it in: what was told in the last twelve months. */
export async function declarationsPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(PUBLIC_WORDS, language)
  const since = dateAt(call.now).subtract({ months: 12 }).toString()
  const [declarations, quarters] = await Promise.all([
    readDeclarations(services.db, { city: city.code, since }),
    readQuarters(services.db, city.code),
  ])
  const dayOf = (day: string, hour: number | null) => {
    const date = parseLocalDate(day)
    return `${date ? formatDate(date, language) : day}${hour === null ? '' : `, ${hour} h`}`
  }
  const rows = declarations.map((row) => [
    <span class="mono">{row.reference}</span>,
    formatInstant(row.declared_at, language),
    dayOf(row.day, row.hour),
    quarters.find(({ quarter }) => quarter === row.quarter)?.name ?? row.quarter,
    row.service === 'unknown' ? t('unknown') : SERVICE_LABELS[row.service][language],
    t(row.asked ? 'yes' : 'no'),
    [...HAPPENED.filter((one) => row.happened.includes(one)).map((one) => t(`happened-${one}`)), row.account]
      .filter((part) => part !== '')
      .join(' — '),
  ])
  const columns = (['reference', 'told', 'day', 'quarter', 'service', 'asked', 'happened'] as const).map((key) => ({ label: t(key) }))
  const page = (
    <Page frame={frameOf(services, call)} title={t('declarationsTitle')} noIndex>
      <div class="stack">
        <h1>{t('declarationsTitle')}</h1>
        <p class="lead">{t('declarationsLead')}</p>
        <Table caption={t('declarationsCaption')} columns={columns} rows={rows} empty={t('declarationsNone')} />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
