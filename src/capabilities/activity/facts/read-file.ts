import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { openRowMapper } from '../core/map-row.ts'
import { columnsOf, type Mapping } from '../core/mapping.ts'
import { openSource } from '../sources/open-source.ts'
import { SourceBroken, type Source } from '../sources/source.ts'
import type { Collector } from './collect-facts.ts'
import type { ImportAccount } from './import-account.ts'

export type FileRead = { readonly rows: number; readonly refused: number }
type Into = { readonly collector: Pick<Collector, 'add'>; readonly account: ImportAccount }
type Named = { readonly name: string; readonly path: string }

/** Its columns are looked at; its rows are not read yet. */
export async function openFile({ name, path }: Named, mapping: Mapping): Promise<Result<Source, 'file-refused'>> {
  const source = await openSource({ path, wanted: columnsOf(mapping), encoding: mapping.encoding })
  return source.ok ? source : refuse('file-refused', { file: name, reason: source.code, ...source.evidence })
}

export type OpenFile = Named & { readonly source: Source }

/** All rows of one file into the facts. A file that cannot be read to its end is refused whole, with its name and the reason. */
export async function readFileInto(
  { name, source }: OpenFile,
  mapping: Mapping,
  { collector, account }: Into,
): Promise<Result<FileRead, 'file-refused'>> {
  const wanted = columnsOf(mapping)
  account.leave(source.columns.filter((column) => !wanted.includes(column)))
  const mapRow = openRowMapper(mapping)
  let rows = 0
  let refused = 0
  try {
    for await (const row of source.rows) {
      rows += 1
      const mapped = 'malformed' in row ? refuse('row-malformed') : mapRow(row.values)
      if (mapped.ok && 'values' in row) {
        collector.add(mapped.value, row.values)
        account.accept(mapped.value)
      } else if (!mapped.ok) {
        refused += 1
        account.refuse({ file: name, line: row.line, column: String(mapped.evidence.column ?? ''), reason: mapped.code })
      }
    }
  } catch (error) {
    if (error instanceof SourceBroken) return refuse('file-refused', { file: name, reason: 'file-unreadable', fault: error.fault })
    throw error
  }
  return accept({ rows, refused })
}
