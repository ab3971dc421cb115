import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { LAWS } from '../statements/laws.ts'

export type NewReading = { readonly law: string; readonly verdict: string; readonly note: string; readonly by: string | undefined }

/** A text was read again today, and still says what the pages say; or it does not, and the note says how. */
export async function recordReading(
  services: Services,
  city: string,
  { law, verdict, note, by }: NewReading,
): Promise<Result<string, 'law-unknown' | 'verdict-wrong' | 'note-missing'>> {
  const now = services.clock()
  const found = (['unchanged', 'to_change'] as const).find((one) => one === verdict)
  const words = note.trim()
  if (!LAWS.some(({ id }) => id === law)) return refuse('law-unknown')
  if (found === undefined) return refuse('verdict-wrong')
  if (words.length > 2000 || (found === 'to_change' && words === '')) return refuse('note-missing')
  const row = { city, law, read_at: now, read_on: civilDate(now), verdict: found, note: words, read_by: by ?? null }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('rights.readings')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return accept(law)
}
