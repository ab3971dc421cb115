import { DATE, DuckDBDataChunk, DuckDBDateValue, UBIGINT, UTINYINT, VARCHAR, type DuckDBValue } from '@duckdb/node-api'
import { hash } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CODED, type Fact } from '../core/fact.ts'
import { quoted, rowsOf, type Duck } from './duck.ts'

export type Collector = {
  /** `written`: the values as read; rows that are written alike are counted, and kept. */
  readonly add: (fact: Fact, written: readonly string[]) => void
  readonly finish: () => Promise<Collected>
}
export type Collected = { readonly months: readonly MonthOfFacts[]; readonly identical: number }
export type MonthOfFacts = { readonly month: string; readonly rows: number }

const DAY = 86_400_000
/** Rows that go to DuckDB together: as many as one of its vectors holds. */
const CHUNK = 2048
const TYPES = [VARCHAR, DATE, UTINYINT, ...CODED.map(() => VARCHAR), VARCHAR, UBIGINT]

/** Facts as they are read, into one table of DuckDB. */
export async function collectFacts(duck: Duck): Promise<Collector> {
  const coded = CODED.map((field) => `${field} varchar`).join(', ')
  await duck.run(`create table facts (act varchar, day date, hour utinyint, ${coded}, crew varchar, written ubigint)`)
  const appender = await duck.createAppender('facts')
  let columns: DuckDBValue[][] = TYPES.map(() => [])
  const send = () => {
    const chunk = DuckDBDataChunk.create(TYPES)
    chunk.setColumns(columns)
    appender.appendDataChunk(chunk)
    columns = TYPES.map(() => [])
  }
  return {
    add: (fact, written) => {
      for (const [index, value] of valuesOf(fact, written).entries()) columns[index]?.push(value)
      if (columns[0]?.length === CHUNK) send()
    },
    finish: async () => {
      if (columns[0]?.length !== 0) send()
      appender.closeSync()
      const months = await rowsOf(duck, `select strftime(day, '%Y-%m') as month, count(*) from facts group by month order by month`)
      const [[total = 0, distinct = 0] = []] = await rowsOf(duck, 'select count(*), count(distinct written) from facts')
      return { months: months.map(([month, rows]) => ({ month: String(month), rows: Number(rows) })), identical: Number(total) - Number(distinct) }
    },
  }
}

function valuesOf(fact: Fact, written: readonly string[]): readonly DuckDBValue[] {
  const digest = hash('sha256', written.join('\u0000'), 'buffer').readBigUInt64LE()
  return [
    fact.act,
    new DuckDBDateValue(Date.parse(fact.day) / DAY),
    fact.hour ?? null,
    ...CODED.map((field) => fact[field] ?? null),
    fact.crew?.join(' ') ?? null,
    digest,
  ]
}

/** One Parquet file a month, each whole or absent, under a name that no other import has. Sorted: the order of the rows says nothing of their hour within the day. */
export async function writeMonths(duck: Duck, months: readonly MonthOfFacts[], placeOf: (month: string) => string): Promise<void> {
  for (const { month } of months) {
    const place = placeOf(month)
    const partial = `${place}.partial`
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await duck.run(
      `copy (select * exclude (written) from facts where strftime(day, '%Y-%m') = ${quoted(month)} order by all) to ${quoted(partial)} (format parquet, compression zstd)`,
    )
    await rename(partial, place)
  }
}
