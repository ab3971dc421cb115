import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readStaleUploads } from '../queries/stale-uploads.ts'

const DAYS = 2

/** What was sent and never named by a case: files first, then rows; a run that is cut off is run again and finds the rest. */
export async function forgetUploads(services: Services, city: string): Promise<void> {
  const before = new Date(services.clock().getTime() - DAYS * 86_400_000)
  for (const { upload } of await readStaleUploads(services.db, { city, before })) {
    await services.files.remove(`recourse/${city}/${upload}`)
    await inCity(services.db, city, (tx) => tx.deleteFrom('recourse.uploads').where('city', '=', city).where('upload', '=', upload).execute())
  }
}
