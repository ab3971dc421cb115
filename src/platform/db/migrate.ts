import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { StartRefused } from '../config/stop.ts'
import { OWNER_ROLE, withClient } from './roles.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly digest: string }

/** `folders`: in the order in which schemas depend on one another. Within one, files by number. */
export function readMigrations(folders: readonly { readonly capability: string; readonly folder: string }[]): readonly Migration[] {
  return folders.flatMap(({ capability, folder }) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => {
        const sql = readFileSync(join(folder, file), 'utf8')
        return { name: `${capability}/${file}`, sql, digest: createHash('sha256').update(sql).digest('hex') }
      }),
  )
}

/** Applies what is missing, all or nothing, one program at a time. Refuses a newer database and an edited past. */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  return withClient(
    url,
    async (client) => {
      await client.query('begin')
      await client.query("select pg_advisory_xact_lock(hashtext('visavis migrations'))")
      await client.query('create schema if not exists platform')
      await client.query(
        'create table if not exists platform.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
      )
      const missing = await findMissing(client, migrations)
      for (const migration of missing) await apply(client, migration)
      await client.query('commit')
      return missing.map(({ name }) => name)
    },
    OWNER_ROLE,
  )
}

async function findMissing(client: pg.Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from platform.migrations')
  const applied = new Map(rows.map(({ name, digest }) => [name, digest]))
  const newer = rows.find(({ name }) => !migrations.some((known) => known.name === name))
  if (newer) {
    throw new StartRefused(
      `This database was made by a newer version of Vis-à-vis (it holds ${newer.name}). Nothing was changed: start that version, or restore a backup made before it.`,
    )
  }
  const edited = migrations.find(({ name, digest }) => applied.has(name) && applied.get(name) !== digest)
  if (edited)
    throw new StartRefused(
      `The migration ${edited.name} was edited after it was applied here. Nothing was changed: put the file back and write a new one.`,
    )
  return migrations.filter(({ name }) => !applied.has(name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql)
    await client.query('insert into platform.migrations (name, digest) values ($1, $2)', [migration.name, migration.digest])
  } catch (error) {
    throw new Error(`migration ${migration.name} failed; nothing was changed`, { cause: error })
  }
}
