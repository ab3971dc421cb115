import { addDays, dateAt, startOfDate } from '../../../foundation/local-date.ts'
import type { Database } from '../../../platform/db/database.ts'
import { readGrowth } from '../queries/growth.ts'

/** `day`: 2027-03-01, on a clock in France. `count`: entries published that day. `size`: entries in all at its end. */
export type JournalDay = { readonly day: string; readonly count: number; readonly size: number }

const DAYS = 30

/** The last thirty days, oldest first, also those without any; none before the first that had one. */
export async function readDays(db: Database, { city, now }: { readonly city: string; readonly now: Date }): Promise<readonly JournalDay[]> {
  const today = dateAt(now)
  const first = addDays(today, 1 - DAYS)
  const rows = await readGrowth(db, { city, since: startOfDate(first) })
  const sizes = new Map(rows.map(({ day, size }) => [day, size]))
  let size = sizes.get(addDays(first, -1).toString()) ?? 0
  const days = Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(first, index).toString()
    const before = size
    size = sizes.get(day) ?? before
    return { day, count: size - before, size }
  })
  return days.filter((day) => day.size > 0)
}
