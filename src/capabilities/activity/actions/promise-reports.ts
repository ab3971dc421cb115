import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import type { Promised } from '../core/calendar.ts'

/** A further promise of the same kind is a further row: it counts from its own month on, and what fell due before stays due. */
export async function promiseReports(
  services: Services,
  { city, by, act, kind, since, days }: Omit<Promised, 'promisedOn'> & { readonly city: string; readonly by: string | undefined },
): Promise<Result<number, 'days-wrong'>> {
  if (!Number.isInteger(days) || days < 1 || days > 400) return refuse('days-wrong')
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('activity.promises')
      .values({ city, act, kind, since, days, promised_at: services.clock(), promised_by: by ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return accept(days)
}
