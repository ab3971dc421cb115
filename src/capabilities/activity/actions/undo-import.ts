import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { factFile } from '../facts/fact-file.ts'

export type UndoRequest = {
  readonly city: string
  readonly id: string
  readonly by: string | undefined
  readonly why: string
  /** Written with the undo, or not at all. */
  readonly record?: (tx: CityTransaction) => Promise<void>
}

/** All facts of one import leave the extracts. The row of the import stays, with this one beside it; its files may be imported again. */
export async function undoImport(
  services: Services,
  { city, id, by, why, record }: UndoRequest,
): Promise<Result<number, 'import-unknown' | 'already-undone' | 'why-missing'>> {
  if (why.trim() === '') return refuse('why-missing')
  const undone = await inCity(services.db, city, async (tx) => {
    const known = await tx.selectFrom('activity.imports').where('city', '=', city).where('import', '=', id).select('import').executeTakeFirst()
    if (known === undefined) return refuse('import-unknown')
    const row = await tx
      .insertInto('activity.import_undos')
      .values({ city, import: id, undone_at: services.clock(), undone_by: by ?? null, why })
      .onConflict((conflict) => conflict.doNothing())
      .returning('import')
      .executeTakeFirst()
    if (row === undefined) return refuse('already-undone')
    await record?.(tx)
    return accept(await tx.selectFrom('activity.import_months').where('city', '=', city).where('import', '=', id).select(['month', 'rows']).execute())
  })
  if (!undone.ok) return undone
  // Readers go by the table, not by the folder: a file that a crash leaves here is read by nobody.
  for (const { month } of undone.value) await rm(resolve(services.config.varFolder, factFile(city, month, id)), { force: true })
  return accept(undone.value.reduce((sum, { rows }) => sum + rows, 0))
}
