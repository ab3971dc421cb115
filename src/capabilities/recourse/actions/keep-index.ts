import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

type Kept = { readonly city: string; readonly body: string; readonly version: number; readonly file: Uint8Array }

/** The next version of the index, after exactly the one before; who is late reads again and merges. */
export async function keepIndex(services: Services, { city, body, version, file }: Kept): Promise<Result<undefined, 'out-of-date'>> {
  const bytes = Buffer.from(file)
  const kept = await inCity(services.db, city, (tx) =>
    version === 1
      ? tx
          .insertInto('recourse.indexes')
          .values({ city, body, version, file: bytes })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : tx
          .updateTable('recourse.indexes')
          .set({ version, file: bytes })
          .where('city', '=', city)
          .where('body', '=', body)
          .where('version', '=', version - 1)
          .returning('version')
          .executeTakeFirst(),
  )
  return kept === undefined ? refuse('out-of-date') : accept(undefined)
}
