import { sql } from 'kysely'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64 } from '../../foundation/base64.ts'
import { fromBase64url, toBase64url } from '../../foundation/base64url.ts'
import { toHex } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { withClient } from '../../platform/db/roles.ts'
import { buildTown, quietCheck, type Town } from '../../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { audit, dedupKey, openPublicLog } from '../journal/index.ts'
import { holderOf, signClaim } from './core/holder.ts'
import { receiptAct } from './core/journal-entry.ts'
import { registerSoftDevice } from './replay/register-soft-device.ts'
import { submissionJson, type MadeReceipt, type SoftDevice } from './replay/soft-device.ts'
import { forgetReceipts } from './actions/forget-receipts.ts'

const DAY_MS = 86_400_000
const YEAR_MS = 366 * DAY_MS
const WORDS = 'On ne m’a pas dit pourquoi, rue des Hortillons.'
const HOST = 'localhost:3000'
const json = { 'content-type': 'application/json', accept: 'application/json' }

let site: TestSite
let town: Town
let stage: JournalStage
/** A phone of a year ago. */
let old: SoftDevice
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: HOST })
  const now = Math.floor(site.now / 1000)
  old = await registerSoftDevice(site.services, { city: town.code, unit: 1, span: [now - 380 * 86_400, now - 360 * 86_400] })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

async function issue(changes: Parameters<typeof quietCheck>[1] = {}): Promise<MadeReceipt> {
  const made = (site.now < Date.now() - DAY_MS ? old : town.phone).issue(quietCheck(site.now, changes), {
    city: town.number,
    unit: 1,
    secret: site.services.random(16),
  })
  const answer = await site.request(`/agent/api/recus/${made.id}`, { method: 'PUT', body: submissionJson(made.submission), headers: json })
  expect(answer.status).toBe(201)
  return made
}

async function say(made: MadeReceipt, kind: 'observe' | 'contest', words: string): Promise<void> {
  const offered: { readonly challenge: string } = JSON.parse(await (await site.request('/recus/defi')).text())
  const content = JSON.stringify({ words })
  const challenge = fromBase64url(offered.challenge) ?? new Uint8Array(32)
  const body = {
    challenge: offered.challenge,
    content,
    publicKey: toBase64url(holderOf(made.secret).publicKey),
    signature: toBase64url(signClaim(made.secret, { kind, receipt: made.id, challenge, content })),
  }
  const path = kind === 'contest' ? 'contestation' : 'observations'
  const answer = await site.request(`/recus/${made.id}/${path}`, { method: 'POST', body: JSON.stringify(body), headers: json })
  expect(answer.status).toBe(201)
}

/** Every row of every table, as the database’s owner reads them, and every public file: all that anyone could search. */
async function everything(): Promise<string> {
  const rows = await withClient(site.databaseUrl, async (client) => {
    const { rows: tables } = await client.query(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const texts: string[] = []
    for (const { name } of tables) texts.push(...(await client.query(`select t::text as row from ${name} t`)).rows.map(({ row }) => String(row)))
    return texts
  })
  const folder = stage.publisher.folder
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return [...rows, ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))].join('\n')
}

const inAllForms = (bytes: Uint8Array) => [toHex(bytes), toBase64(bytes), toBase64url(bytes)]

async function salts(): Promise<readonly Uint8Array[]> {
  const { rows } = await inCity(site.services.db, town.code, (tx) =>
    sql<{ salt: Buffer }>`select salt from journal.entries where salt is not null and convert_from(leaf, 'UTF8') ~ ' (receipt|claim) '`.execute(tx),
  )
  return rows.map(({ salt }) => salt)
}

const OLD_MS = YEAR_MS + 5 * DAY_MS
const count = async (table: string) => {
  const counted = await inCity(site.services.db, town.code, (tx) => sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(tx))
  return counted.rows[0]?.n ?? -1
}

test('nobody erases a receipt a day too soon: not the job, whatever its clock says, nor who holds the program’s own database role', async () => {
  const made = await issue()
  await say(made, 'observe', 'Rien à ajouter.')
  const lastDay = `update receipts.receipts set day = (now() at time zone 'Europe/Paris')::date - interval '12 months'`
  await withClient(site.databaseUrl, (client) => client.query(lastDay))
  await inCity(site.services.db, town.code, async (tx) => {
    for (const table of ['claims', 'annotations', 'receipts', 'equivocations', 'cards'])
      expect((await sql`delete from ${sql.raw(`receipts.${table}`)}`.execute(tx)).numAffectedRows, table).toBe(0n)
  })
  site.now += YEAR_MS
  await forgetReceipts(site.services, town.code)
  site.now -= YEAR_MS
  expect([await count('receipts.receipts'), await count('receipts.claims')]).toEqual([1, 1])
  await withClient(site.databaseUrl, (client) => client.query(`update receipts.receipts set day = day - 1`))
  await forgetReceipts(site.services, town.code)
  expect([await count('receipts.receipts'), await count('receipts.claims')]).toEqual([0, 0])
})

test('a receipt that its holder contested stays, with its salt, until three years after', async () => {
  site.now -= OLD_MS
  const made = await issue()
  await say(made, 'contest', 'Je conteste.')
  expectAccepted(await stage.grow([]))
  const before = await salts()
  site.now += OLD_MS
  await forgetReceipts(site.services, town.code)
  expect([await count('receipts.receipts'), await count('receipts.claims'), await salts()]).toEqual([1, 1, before])
  site.now += 3 * YEAR_MS
  await forgetReceipts(site.services, town.code)
  expect([await count('receipts.receipts'), await count('receipts.claims'), await salts()]).toEqual([0, 0, []])
  site.now -= 3 * YEAR_MS
})

test('after twelve months nothing of a receipt nor of what was said of it can be recovered; the tree is valid, its leaf says nothing', async () => {
  site.now -= OLD_MS
  const made = await issue()
  await say(made, 'observe', WORDS)
  expectAccepted(await stage.grow([]))
  const { payload, signature, holderHash, detail, detailSignature } = made.submission
  // And what anyone can compute of it: under which key the journal knows the act, from its phone and its number.
  const [keyId = '', seq] = made.id.split('-')
  const guessed = dedupKey(receiptAct(Buffer.from(keyId, 'hex'), Number(seq)))
  const bytes = [payload, signature, holderHash, detailSignature, guessed, ...(await salts())]
  const traces = [...bytes.map(inAllForms), [detail.replaceAll('"', '""')], [WORDS]]
  const found = async () => {
    const text = await everything()
    return traces.filter((forms) => forms.some((form) => text.includes(form))).length
  }
  expect(await found(), 'the search finds each of them while it is there').toBe(traces.length)
  site.now += OLD_MS
  await forgetReceipts(site.services, town.code)
  expect(await found()).toBe(0)
  const audited = expectAccepted(await audit({ log: openPublicLog(stage.publisher.folder), policy: stage.policy }))
  expect([audited.problems, audited.types.get('receipt')]).toEqual([[], 3])
  expectAccepted(await stage.grow(inventedEntries(1)))
})
