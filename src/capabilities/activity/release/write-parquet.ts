import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PublishedReport } from '../core/published-report.ts'
import { quoted, withDuck } from '../facts/duck.ts'
import { dimensionsOf, longRows } from './write-tables.ts'

/** All tables in one Parquet file: table, period, three pairs of dimension and code, word, the number (null: withheld). */
export async function writeParquet(report: PublishedReport): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'visavis-parquet-'))
  try {
    const place = join(folder, 'tables.parquet')
    const rows = report.tables.flatMap((table) =>
      longRows(report, table).map((row) => rowSql(report, { table: table.id, names: dimensionsOf(table), row })),
    )
    await withDuck({ folders: [folder], memory: 200 }, async (duck) => {
      await duck.run(
        'create table t (tableau varchar, periode varchar, dimension1 varchar, code1 varchar, libelle1 varchar, dimension2 varchar, code2 varchar, libelle2 varchar, nombre bigint)',
      )
      for (let from = 0; from < rows.length; from += 500) await duck.run(`insert into t values ${rows.slice(from, from + 500).join(', ')}`)
      await duck.run(`copy t to ${quoted(place)} (format parquet, compression zstd)`)
    })
    return new Uint8Array(await readFile(place))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Row = { readonly table: string; readonly names: readonly string[]; readonly row: ReturnType<typeof longRows>[number] }

function rowSql(report: PublishedReport, { table, names, row }: Row): string {
  const pair = (at: number) =>
    names[at] === undefined ? ['null', 'null', 'null'] : [names[at], row.labels[at]?.code ?? '', row.labels[at]?.word ?? ''].map(quoted)
  return `(${[quoted(table), quoted(report.period.name), ...pair(0), ...pair(1), row.count ?? 'null'].join(', ')})`
}
