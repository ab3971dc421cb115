import { dateAt } from '../../../foundation/local-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

/** As the form says to whoever fills it in. */
const KEPT_YEARS = 3

/** Declarations of checks without a receipt are erased after three years; challenges once their ten minutes are over. */
export async function forgetDeclarations(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const before = dateAt(now).subtract({ years: KEPT_YEARS }).toString()
  await inCity(services.db, city, async (tx) => {
    await tx.deleteFrom('receipts.declarations').where('city', '=', city).where('day', '<', before).execute()
    await tx.deleteFrom('receipts.challenges').where('city', '=', city).where('expires_at', '<', now).execute()
  })
}
