import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { COLUMNS, type Row } from './mapping.ts'

export type NumberedRow = { readonly line: number; readonly row: Row }

/** Rows of one CSV file with their line, one after the other. Columns that are not asked for are dropped while reading. Throws when one is missing. */
export async function* readRows(file: string): AsyncGenerator<NumberedRow> {
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      info: true,
      columns: (header: string[]) => {
        const missing = COLUMNS.find((column) => !header.includes(column))
        if (missing !== undefined) throw new Error(`${file} has no column “${missing}”`)
        return header.map((column) => (COLUMNS.some((wanted) => wanted === column) ? column : false))
      },
    }),
  )
  for await (const { record, info } of parser) yield { line: info.lines, row: record }
}
