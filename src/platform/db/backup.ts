import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, createGzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { StartRefused } from '../config/stop.ts'
import { OWNER_ROLE, withClient } from './roles.ts'

const FORMAT = 'visavis-backup/1'
const PAGE = 2000

type Line =
  | { readonly kind: 'head'; readonly format: string; readonly migrations: readonly string[] }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'key'; readonly path: string; readonly content: string }
  | { readonly kind: 'end'; readonly rows: number }

/** Beside the backup: tables whose rows are destroyed to end what others keep (their comment says `backup: apart`). */
export function apartFile(file: string): string {
  return `${file}.shred-keys`
}

/**
 * One compressed file of JSON lines: every table in one snapshot, then the unit keys under `var/keys`; and, of the same snapshot, one beside it of
 * the tables that are kept apart. Each written beside, renamed when both are whole. Answers the rows of both.
 */
export async function backup(url: string, varFolder: string, file: string): Promise<number> {
  let total = 0
  async function* lines(client: pg.Client, apart: boolean): AsyncGenerator<string> {
    let rows = 0
    const write = (line: Line) => `${JSON.stringify(line)}\n`
    const applied = await client.query<{ name: string }>('select name from platform.migrations order by name')
    yield write({ kind: 'head', format: FORMAT, migrations: applied.rows.map(({ name }) => name) })
    for (const { name, columns } of (await listTables(client)).filter((table) => table.apart === apart)) {
      yield write({ kind: 'table', name, columns })
      const list = columns.map((column) => `${quote(column)}::text`).join(', ')
      await client.query(`declare page no scroll cursor for select ${list} from ${name}`)
      for (;;) {
        const page = await client.query<(string | null)[]>({ text: `fetch ${PAGE} from page`, rowMode: 'array' })
        if (page.rows.length === 0) break
        rows += page.rows.length
        for (const values of page.rows) yield write({ kind: 'row', values })
      }
      await client.query('close page')
    }
    for (const path of apart ? [] : await listKeys(varFolder))
      yield write({ kind: 'key', path, content: (await readFile(join(varFolder, path))).toString('base64') })
    yield write({ kind: 'end', rows })
    total += rows
  }
  await withClient(
    url,
    async (client) => {
      await client.query('begin isolation level repeatable read read only')
      for (const [path, apart] of [
        [file, false],
        [apartFile(file), true],
      ] as const)
        await pipeline(Readable.from(lines(client, apart)), createGzip(), createWriteStream(`${path}.partial`, { mode: 0o600 }))
      await client.query('commit')
    },
    OWNER_ROLE,
  )
  for (const path of [apartFile(file), file]) renameSync(`${path}.partial`, path)
  return total
}

export type Restored = { readonly rows: number; readonly apart: boolean }

/**
 * Into an empty installation of the same version, all or nothing. Refuses a cut file, another version, and data that is already there. `apart`: the
 * file beside it was there; without it, what lay under its keys stays shut.
 */
export async function restore(url: string, varFolder: string, file: string): Promise<Restored> {
  const keys: { path: string; content: string }[] = []
  const restored = await withClient(
    url,
    async (client) => {
      await client.query('begin')
      const tables = await listTables(client)
      for (const { name } of tables) {
        const { rows } = await client.query(`select 1 from ${name} limit 1`)
        if (rows.length > 0)
          throw new StartRefused(
            `The table ${name} already holds data. Restore into an empty installation: another VISAVIS_VAR, or another database.`,
          )
      }
      let rows = await readInto(client, { file, tables, keys })
      const apart = existsSync(apartFile(file))
      if (apart) rows += await readInto(client, { file: apartFile(file), tables, keys })
      await client.query('commit')
      return { rows, apart }
    },
    OWNER_ROLE,
  )
  for (const { path, content } of keys) {
    await mkdir(dirname(join(varFolder, path)), { recursive: true, mode: 0o700 })
    await writeFile(join(varFolder, path), Buffer.from(content, 'base64'), { mode: 0o600 })
  }
  return restored
}

type Reading = { readonly file: string; readonly tables: readonly Table[]; readonly keys: { path: string; content: string }[] }

async function readInto(client: pg.Client, { file, tables, keys }: Reading): Promise<number> {
  let [count, ended] = [0, false]
  let insert: ((values: readonly (string | null)[]) => Promise<void>) | undefined
  const input = createReadStream(file).pipe(createGunzip())
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    const line: Line = JSON.parse(text)
    if (line.kind === 'head') await checkVersion(client, line)
    if (line.kind === 'table') insert = insertInto(client, line, tables)
    if (line.kind === 'key' && /^keys\/[\w/-]+\.json$/.test(line.path)) keys.push({ path: line.path, content: line.content })
    if (line.kind === 'end') ended = line.rows === count
    if (line.kind === 'row' && insert) {
      await insert(line.values)
      count += 1
    }
  }
  if (!ended) throw new StartRefused(`${file} is cut short or damaged. Nothing was restored.`)
  return count
}

async function checkVersion(client: pg.Client, head: Line & { kind: 'head' }): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from platform.migrations order by name')
  const same = head.format === FORMAT && rows.map(({ name }) => name).join() === head.migrations.join()
  if (!same) throw new StartRefused('This backup was made by another version of Vis-à-vis. Restore it with that version, then upgrade.')
}

function insertInto(client: pg.Client, line: Line & { kind: 'table' }, tables: readonly Table[]) {
  const table = tables.find(({ name }) => name === line.name)
  if (table === undefined || table.columns.join() !== line.columns.join())
    throw new StartRefused(`This backup holds ${line.name}, which this version does not have as such. Nothing was restored.`)
  const text = `insert into ${table.name} (${table.columns.map(quote).join(', ')}) values (${table.columns.map((_, index) => `$${index + 1}`).join(', ')})`
  return async (values: readonly (string | null)[]) => {
    await client.query({ name: `restore ${table.name}`.slice(0, 60), text, values: [...values] })
  }
}

type Table = { readonly name: string; readonly columns: readonly string[]; readonly apart: boolean }

/** Every table of ours but the migrations and the queue, parents before children. */
async function listTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; parents: string[]; apart: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name, coalesce(obj_description(c.oid, 'pg_class') = 'backup: apart', false) as apart,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select array_agg(distinct format('%I.%I', pn.nspname, pc.relname)) from pg_constraint k join pg_class pc on pc.oid = k.confrelid
        join pg_namespace pn on pn.oid = pc.relnamespace where k.conrelid = c.oid and k.contype = 'f'), '{}') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname <> 'pgboss' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and not (n.nspname = 'platform' and c.relname = 'migrations')
    order by 1`)
  const ordered: Table[] = []
  const waiting = new Map(rows.map((row) => [row.name, row]))
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => row.parents.every((parent) => parent === row.name || !waiting.has(parent)))
    if (ready.length === 0) throw new Error('foreign keys form a circle')
    for (const row of ready) {
      ordered.push({ name: row.name, columns: row.columns, apart: row.apart })
      waiting.delete(row.name)
    }
  }
  return ordered
}

async function listKeys(varFolder: string): Promise<readonly string[]> {
  const found = await readdir(join(varFolder, 'keys'), { recursive: true }).catch(() => [])
  return found.filter((path) => path.endsWith('.json')).map((path) => join('keys', path))
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
