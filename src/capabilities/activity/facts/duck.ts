import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type { DuckDBConnection as Duck } from '@duckdb/node-api'

export type DuckRoom = {
  /** Folders that it may read and write. It sees nothing else of the machine, and loads nothing from the network. */
  readonly folders: readonly string[]
  /** Megabytes; what is beyond goes to a file that ends with the work. */
  readonly memory?: number
  readonly threads?: number
}

/** One DuckDB for one piece of work. Its own database is a file in a folder that is taken away at the end, whatever happens. */
export async function withDuck<Value>(
  { folders, memory = 400, threads = 2 }: DuckRoom,
  work: (duck: DuckDBConnection) => Promise<Value>,
): Promise<Value> {
  const scratch = await mkdtemp(join(tmpdir(), 'visavis-duck-'))
  try {
    const instance = await DuckDBInstance.create(join(scratch, 'work.duckdb'), {
      threads: String(threads),
      memory_limit: `${memory}MB`,
      temp_directory: join(scratch, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const duck = await instance.connect()
    try {
      const allowed = folders.map(quoted).join(', ')
      await duck.run(`set allowed_directories = [${allowed}]; set enable_external_access = false; set lock_configuration = true`)
      return await work(duck)
    } finally {
      duck.closeSync()
      instance.closeSync()
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A text inside a statement. DuckDB takes no parameters in the names of files. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Rows as plain values: text, numbers (64-bit counts too: they are far below 2^53), null. */
export async function rowsOf(duck: DuckDBConnection, statement: string): Promise<readonly (readonly (string | number | null)[])[]> {
  const result = await duck.stream(statement)
  const rows: (readonly (string | number | null)[])[] = []
  // The same code stands in millions of rows: it is held once.
  const known = new Map<string, string>()
  for await (const chunk of result.yieldRowsJs()) for (const row of chunk) rows.push(row.map((value) => shared(known, toPlain(value))))
  return rows
}

const MOST_SHARED = 50_000

function shared(known: Map<string, string>, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  const held = known.get(value)
  if (held !== undefined) return held
  if (known.size < MOST_SHARED) known.set(value, value)
  return value
}

function toPlain(value: unknown): string | number | null {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new TypeError('a statement answers texts, numbers, dates and truths')
}
