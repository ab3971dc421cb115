import type { CityTransaction } from '../../../platform/db/database.ts'
import type { Mapping } from '../core/mapping.ts'
import type { ImportSummary } from '../facts/import-account.ts'

export type ImportedFile = { readonly name: string; readonly sha256: Buffer; readonly turn: number; readonly rows: number; readonly refused: number }
export type NewImport = {
  readonly id: string
  readonly city: string
  readonly now: Date
  readonly mapping: Mapping
  /** An account; nobody from the server's own terminal, or from a job. */
  readonly by: string | undefined
  readonly files: readonly ImportedFile[]
  readonly summary: Pick<ImportSummary, 'rows' | 'accepted' | 'identical' | 'months' | 'refusals'>
}

/** False when another import of the same file was faster: then nothing of this one stays. */
export async function storeImport(tx: CityTransaction, { id, city, now, mapping, by, files: reads, summary }: NewImport): Promise<boolean> {
  const { rows, accepted, identical } = summary
  const row = { city, import: id }
  await tx
    .insertInto('activity.imports')
    .values({ ...row, imported_at: now, imported_by: by ?? null, mapping: JSON.stringify(mapping), rows, accepted, identical })
    .execute()
  const files = reads.map((file) => ({ ...row, sha256: file.sha256, turn: file.turn, file: file.name, rows: file.rows, refused: file.refused }))
  if (files.length === 0) return storeTotals(tx, row, summary)
  const kept = await tx
    .insertInto('activity.import_files')
    .values(files)
    .onConflict((conflict) => conflict.doNothing())
    .returning('turn')
    .execute()
  if (kept.length !== files.length) {
    await tx
      .insertInto('activity.import_undos')
      .values({ ...row, undone_at: now, undone_by: by ?? null, why: 'overtaken by another import of the same file' })
      .execute()
    return false
  }
  return storeTotals(tx, row, summary)
}

async function storeTotals(
  tx: CityTransaction,
  row: { readonly city: string; readonly import: string },
  { months, refusals }: NewImport['summary'],
): Promise<true> {
  await tx
    .insertInto('activity.import_months')
    .values(months.map((month) => ({ ...row, month: month.month, rows: month.rows })))
    .execute()
  if (refusals.length > 0)
    await tx
      .insertInto('activity.import_refusals')
      .values(refusals.map(({ reason, column, rows: count }) => ({ ...row, reason, source_column: column, rows: count })))
      .execute()
  return true
}
