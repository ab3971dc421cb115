import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readStaleUploads } from '../queries/stale-uploads.ts'

const DAYS = 2

/**
 * What was sent and never named by a case. The row goes first, and only while no item names it: an item that comes meanwhile keeps it. Files
 * of a run that was cut off between the two are sealed bytes that nobody can ask for.
 */
export async function forgetUploads(services: Services, city: string): Promise<void> {
  const before = new Date(services.clock().getTime() - DAYS * 86_400_000)
  for (const { upload } of await readStaleUploads(services.db, { city, before })) {
    const gone = await inCity(services.db, city, (tx) =>
      tx
        .deleteFrom('recourse.uploads')
        .where('city', '=', city)
        .where('upload', '=', upload)
        .where('case_id', 'is', null)
        .where('begun_at', '<', before)
        .returning('upload')
        .executeTakeFirst(),
    )
    if (gone) await services.files.remove(`recourse/${city}/${upload}`)
  }
}
