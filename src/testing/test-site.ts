import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { inject } from 'vitest'
import { readConfig, type Config } from '../platform/config/config.ts'
import { connect, type Connection } from '../platform/db/database.ts'
import { withClient } from '../platform/db/roles.ts'
import type { Assets } from '../platform/files/assets.ts'
import { openFiles } from '../platform/files/files.ts'
import { createMailer } from '../platform/mail/mailer.ts'
import type { Services } from '../platform/services.ts'
import { createLog } from '../platform/telemetry/log.ts'
import { createMetrics } from '../platform/telemetry/metrics.ts'
import { createSite, type Site } from '../site.ts'
import { CAPABILITIES, offeredBy } from '../main.ts'
import { expectAccepted } from '../foundation/result.ts'

export type TestSite = {
  readonly services: Services
  readonly connection: Connection
  readonly databaseUrl: string
  readonly site: Site
  readonly folder: string
  readonly logs: string[]
  /** Milliseconds; the test moves it. */
  now: number
  readonly request: (path: string, init?: RequestInit & { readonly host?: string }) => Promise<Response>
  readonly close: () => Promise<void>
}

/** Bundles need no build in tests that open no browser: each entry has a name, none has bytes. */
const NO_ASSETS: Assets = {
  url: (entry) => `/assets/${entry}`,
  routes: [],
  closure: (entries) => entries.map((entry) => ({ path: `/assets/${entry}`, bytes: new Uint8Array() })),
  digests: [],
}

/** A whole site on a database of its own, copied from the migrated template; no port, no mocks. */
export async function openTestSite(variables: Readonly<Record<string, string>> = {}): Promise<TestSite> {
  const databaseUrl = await copyTemplate()
  const folder = mkdtempSync(join(tmpdir(), 'visavis-test-'))
  const config: Config = expectAccepted(readConfig({ VISAVIS_VAR: folder, VISAVIS_LOG_LEVEL: 'debug', ...variables }))
  const connection = connect(databaseUrl, 6)
  const logs: string[] = []
  const log = createLog('debug', { write: (line: string) => void logs.push(line) } satisfies pino.DestinationStream)
  const files = openFiles(folder)
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const state = { now: Date.now() }
  const mailer = createMailer({ db: connection.db, random, files, smtpUrl: config.smtpUrl, from: config.mailFrom, log })
  const services: Services = {
    config,
    db: connection.db,
    clock: () => new Date(state.now),
    random,
    mailer,
    files,
    assets: NO_ASSETS,
    log,
    metrics: createMetrics(),
    ...offeredBy(CAPABILITIES),
  }
  const site = createSite(services, CAPABILITIES)
  return {
    services,
    connection,
    databaseUrl,
    site,
    folder,
    logs,
    get now() {
      return state.now
    },
    set now(value: number) {
      state.now = value
    },
    request: async (path, { host = 'localhost:3000', ...init } = {}) =>
      site.fetch(new Request(`http://${host}${path}`, { redirect: 'manual', ...init, headers: { host, ...init.headers } })),
    close: async () => {
      await connection.close()
      rmSync(folder, { recursive: true, force: true })
      await dropDatabase(databaseUrl)
    },
  }
}

export async function copyTemplate(): Promise<string> {
  const template = new URL(inject('templateUrl'))
  const name = `visavis_t${randomBytes(8).toString('hex')}`
  const admin = new URL(template)
  admin.pathname = '/postgres'
  await withClient(admin.href, (client) => client.query(`create database ${name} template visavis_template`))
  template.pathname = `/${name}`
  await withClient(template.href, (client) => client.query(`grant create, connect, temporary on database ${name} to visavis_owner`))
  return template.href
}

export async function dropDatabase(url: string): Promise<void> {
  const admin = new URL(url)
  const name = admin.pathname.slice(1)
  admin.pathname = '/postgres'
  await withClient(admin.href, (client) => client.query(`drop database if exists ${name} with (force)`))
}
