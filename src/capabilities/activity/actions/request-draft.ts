import { uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { parseReportName } from '../core/report.ts'
import { readPublications } from '../queries/publications.ts'

export type NewDraft = {
  readonly city: string
  readonly report: string
  readonly by: string | undefined
  readonly today: string
  readonly why?: string
}

const LONGEST = 1000

/** Asks for a draft; it is made by a job, in its own time. The period must be over. Of a report that is published already: its correction, with the reason, which is public. */
export async function requestDraft(
  services: Services,
  { city, report, by, today, why }: NewDraft,
): Promise<Result<string, 'report-unknown' | 'period-not-over' | 'why-missing'>> {
  const named = parseReportName(report)
  if (named === undefined) return refuse('report-unknown', { report })
  const last = named.period.months.at(-1) ?? ''
  if (last >= today.slice(0, 7)) return refuse('period-not-over', { report })
  const reason = why?.trim().slice(0, LONGEST) ?? ''
  const isCorrection = (await readPublications(services.db, city)).some((row) => row.report === report)
  if (isCorrection && reason === '') return refuse('why-missing', { report })
  const now = services.clock()
  const draft = uuidV7(now.getTime(), services.random(10))
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('activity.drafts')
      .values({ city, draft, report, requested_at: now, requested_by: by ?? null, why: isCorrection ? reason : null })
      .execute(),
  )
  return accept(draft)
}
