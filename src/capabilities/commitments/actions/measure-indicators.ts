import { civilDate } from '../../../foundation/civil-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

/** Each figure once a day, as its capability computes it; what was measured is never written over. A figure that fails leaves the others. */
export async function measureIndicators(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const day = civilDate(now)
  for (const { id, measure } of services.indicators) {
    const value = await measure(services, city).catch((error: unknown) => {
      services.log.error({ error, indicator: id }, 'indicator-not-measured')
      return 'failed' as const
    })
    if (value === 'failed') continue
    const row = { city, indicator: id, day, measured_at: now, value: value ?? null }
    await inCity(services.db, city, (tx) =>
      tx
        .insertInto('commitments.measurements')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
  }
}
