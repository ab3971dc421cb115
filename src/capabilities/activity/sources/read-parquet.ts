import { dirname } from 'node:path'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { quoted, rowsOf, withDuck, type Duck } from '../facts/duck.ts'
import { faultOfColumns, SourceBroken, type Source, type SourceProblem, type SourceRequest, type SourceRow, unreadable } from './source.ts'

/** Apache Parquet, read by DuckDB: the wanted columns alone, as text. */
export async function openParquet({ path, wanted }: SourceRequest): Promise<Result<Source, SourceProblem>> {
  const columns = await withDuck({ folders: [dirname(path)] }, (duck) => columnsOf(duck, path)).catch(() => undefined)
  if (columns === undefined) return unreadable('no-parquet')
  const fault = faultOfColumns(columns, wanted)
  if (fault) return refuse(fault.code, { column: fault.column })
  return accept({ columns, rows: readRows(path, wanted) })
}

async function columnsOf(duck: Duck, path: string): Promise<readonly string[]> {
  return (await rowsOf(duck, `select column_name from (describe select * from read_parquet(${quoted(path)}))`)).map(([name]) => String(name))
}

const BATCH = 20_000

async function* readRows(path: string, wanted: readonly string[]): AsyncGenerator<SourceRow> {
  const asText = wanted.map((name) => `coalesce("${name.replaceAll('"', '""')}"::varchar, '')`).join(', ')
  for (let from = 0; ; from += BATCH) {
    const statement = `select ${asText} from read_parquet(${quoted(path)}, file_row_number = true) where file_row_number >= ${from} and file_row_number < ${from + BATCH} order by file_row_number`
    const batch = await withDuck({ folders: [dirname(path)] }, (duck) => rowsOf(duck, statement)).catch(() => {
      throw new SourceBroken('cut-short')
    })
    for (const [index, row] of batch.entries()) yield { line: from + index + 1, values: row.map(String) }
    if (batch.length < BATCH) return
  }
}
