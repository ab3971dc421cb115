import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { DEMO_CITY } from '../src/demo/make-demo.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { openServices } from '../src/main.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { inCity } from '../src/platform/db/database.ts'
import type { Services } from '../src/platform/services.ts'
import type { Client } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import type { CastBody } from '../src/testing/vault/vault-cast.ts'
import { foundCastBody } from '../src/testing/vault/vault-stage.ts'
import { openStage, type App, type Stage } from './stage.ts'

export const BODY = 'recours-amiens'
export const CITY = DEMO_CITY

export type VaultBench = {
  readonly stage: Stage
  app: App
  readonly services: Services
  readonly body: CastBody
  readonly client: Client
  readonly close: () => Promise<void>
}

/** The whole program in a process of its own, with a body whose keys the bench has. Requests go over HTTP. */
export async function openVaultBench(variables: Readonly<Record<string, string>> = {}): Promise<VaultBench> {
  const stage = await openStage()
  const app = await stage.startApp({ ...FORWARDED, ...variables })
  const config = expectAccepted(readConfig({ VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_LOG_LEVEL: 'silent' }))
  const { services, connection } = openServices(config, stage.databaseUrl)
  const body = await foundCastBody(services, CITY, BODY)
  const bench: VaultBench = {
    stage,
    app,
    services,
    body,
    client: clientFrom(() => bench.app.url, someAddress),
    close: async () => {
      await connection.close()
      await stage.close()
    },
  }
  return bench
}

/** Who sends is told apart by what a proxy says of them: many people, or one address, as a bench wants. */
export const FORWARDED = { VISAVIS_TRUST_PROXY: '1', ...(process.argv.includes('--least') && { VISAVIS_DEMO_FILL: 'no' }) } as const

export function someAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
}

export function clientFrom(url: () => string, address: () => string): Client {
  const headersOf = (init: RequestInit) => ({
    ...Object.fromEntries(new Headers(init.headers)),
    'x-forwarded-for': address(),
    'x-forwarded-proto': 'http',
  })
  return {
    ask: (path, init) => fetch(url() + path, { ...init, headers: headersOf(init), signal: AbortSignal.timeout(30_000) }),
    now: () => new Date(),
  }
}

/** Every row that the vault keeps, and the bytes of its sealed columns. */
export async function keptBytes(services: Services): Promise<{ readonly rows: number; readonly bytes: number }> {
  const named = await inCity(services.db, CITY, (tx) =>
    sql<{
      name: string
    }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = 'recourse'`.execute(tx),
  )
  let [rows, bytes] = [0, 0]
  // The journal goes on with what is not a filing.
  const filings = ['queue', 'entries'].map((table) => ({
    name: `(select * from journal.${table} where position('visavis1 filing '::bytea in leaf) = 1)`,
  }))
  for (const { name } of [...named.rows, ...filings]) {
    const read = await inCity(services.db, CITY, (tx) =>
      sql<{
        n: number
        b: number
      }>`select count(*)::int as n, coalesce(sum(pg_column_size(t.*)), 0)::int as b from ${sql.raw(name)} t`.execute(tx),
    )
    rows += read.rows[0]?.n ?? 0
    bytes += read.rows[0]?.b ?? 0
  }
  return { rows, bytes }
}

/** Until the program has filled its demonstration and rests: less than a tenth of a core over a second. */
export async function untilQuiet({ app }: VaultBench): Promise<void> {
  // Where no time is measured, nothing is waited for.
  if (process.argv.includes('--least')) return
  const spent = () => {
    const stat = readFileSync(`/proc/${app.process.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  for (let waited = 0; waited < 60; waited += 1) {
    const before = spent()
    await new Promise((done) => setTimeout(done, 1000))
    if (spent() - before < 10) return
  }
}
