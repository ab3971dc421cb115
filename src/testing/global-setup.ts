import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../platform/db/embedded.ts'
import { migrate } from '../platform/db/migrate.ts'
import { createRolesAndDatabase, withClient } from '../platform/db/roles.ts'
import { installJobs } from '../platform/jobs/install.ts'
import { MIGRATIONS } from '../main.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The template database, migrated; tests copy it. */
    templateUrl: string
  }
}

/** One real PostgreSQL for all tests: our own, or the one of VISAVIS_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.VISAVIS_DATABASE_URL
  if (given !== undefined) {
    await prepareTemplate(given)
    project.provide('templateUrl', urlOf(given, 'visavis_template'))
    return async () => undefined
  }
  // A folder of its own: two runs at once do not meet, and nothing is left of a run that was killed but files.
  const folder = mkdtempSync(join(tmpdir(), 'visavis-pg-'))
  const cluster = await startEmbedded(folder)
  const url = await createRolesAndDatabase(cluster.adminUrl, 'visavis')
  // A cleaner at work in a database keeps a test from dropping it; these live for seconds, and need none.
  await withClient(cluster.adminUrl, async (client) => {
    await client.query('alter system set autovacuum = off')
    await client.query('select pg_reload_conf()')
  })
  await prepareTemplate(url)
  project.provide('templateUrl', urlOf(url, 'visavis_template'))
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function prepareTemplate(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname like 'visavis\\_t%'")
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
    await client.query('create database visavis_template')
    await client.query('grant create, connect, temporary on database visavis_template to visavis_owner')
  })
  await migrate(urlOf(url, 'visavis_template'), MIGRATIONS)
  await installJobs(urlOf(url, 'visavis_template'))
}

function urlOf(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
