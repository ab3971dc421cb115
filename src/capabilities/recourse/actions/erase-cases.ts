import { dateAt, startOfDate } from '../../../foundation/local-date.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { erasureOf, KEPT } from '../core/erasure.ts'
import { toHour } from '../../../foundation/hour.ts'
import { readCaseUploads } from '../queries/case-uploads.ts'
import { readDueCases } from '../queries/due-cases.ts'

/** All that a case is made of, children before parents. Its row stays: that it was filed, when, and how it ended, as the journal counts it. */
const PARTS = ['passes', 'handed_shares', 'shares', 'envelopes', 'grants', 'recusals', 'epochs', 'shred_keys'] as const

/**
 * Erases cases whose time is over, with the key that every copy of them needs; and what was written to the authority, or sealed elsewhere, as
 * long ago: nothing ties these to a case. Files go once the database agreed and before it is done, so that a run that is cut off is finished by the next.
 */
export async function eraseCases(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const today = dateAt(now)
  const before = (months: number) => startOfDate(today.subtract({ months }))
  const closedBefore = before(KEPT.close.count)
  const due = await readDueCases(services.db, { city, closedBefore, withdrawnBefore: before(KEPT.retiree.count) })
  for (const { case_id: caseId, ...times } of due) {
    const end = erasureOf(times)
    if (end === undefined || now < end.due) continue
    const uploads = await readCaseUploads(services.db, { city, caseId })
    await inCity(services.db, city, async (tx) => {
      await eraseOne(tx, { city, caseId, now })
      for (const { upload } of uploads) await services.files.remove(`recourse/${city}/${upload}`)
    })
  }
  await inCity(services.db, city, async (tx) => {
    await tx.deleteFrom('recourse.letters').where('city', '=', city).where('added_at', '<', closedBefore).execute()
    await tx.deleteFrom('recourse.drops').where('city', '=', city).where('filed_at', '<', closedBefore).execute()
  })
}

/** All of it or nothing: the database lets nothing go of what is too young, and then the case stays as it was. */
async function eraseOne(
  tx: CityTransaction,
  { city, caseId, now }: { readonly city: string; readonly caseId: string; readonly now: Date },
): Promise<void> {
  const { numDeletedRows: items } = await tx.deleteFrom('recourse.items').where('city', '=', city).where('case_id', '=', caseId).executeTakeFirst()
  if (items === 0n) throw new Error('the database keeps this case')
  for (const part of PARTS) await tx.deleteFrom(`recourse.${part}`).where('city', '=', city).where('case_id', '=', caseId).execute()
  await tx.deleteFrom('recourse.uploads').where('city', '=', city).where('case_id', '=', caseId).execute()
  await tx
    .updateTable('recourse.cases')
    .set({ erased_at: toHour(now) })
    .where('city', '=', city)
    .where('case_id', '=', caseId)
    .execute()
}
