import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHex } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { withClient } from '../../platform/db/roles.ts'
import type { Town } from '../../testing/cast.ts'
import type { TestSite } from '../../testing/test-site.ts'
import { HOUR, random, TODAY, trustOf, type CastBody, type CastCase } from '../../testing/vault/vault-cast.ts'
import { fileCast, openVaultSite } from '../../testing/vault/vault-stage.ts'
import { writeAddition } from './api/filing.ts'
import { continueCase } from './core/vault/continue-case.ts'
import { eraseCases } from './actions/erase-cases.ts'
import { askCase, askCases, sendAddition, type Client } from './browser/shared/vault-client.ts'
import { sendBegin, sendPart } from './browser/shared/upload-client.ts'
import { sealPart } from './browser/shared/seal-part.ts'
import { erasureOf } from './core/erasure.ts'
import { openCase } from './core/vault/open-case.ts'

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let client: Client
let body: CastBody
beforeAll(async () => {
  ;({ site, town, body, client } = await openVaultSite())
})
afterAll(() => site.close())

const owner = (text: string, values: readonly unknown[] = []) =>
  withClient(site.databaseUrl, (db) => db.query(text, [...values]), 'visavis_owner').then(({ rows }) => rows)

/** A case that ended some months before this very day: the database has no other clock than its own. */
async function endedCase(state: string, months: number): Promise<CastCase> {
  const cast = await fileCast(client, body)
  const sql = `update recourse.cases set state = $1, since = date_trunc('hour', now() - make_interval(months => $2)) where case_id = $3`
  await owner(sql, [state, months, cast.filing.caseId])
  return cast
}

/** The night's work, on this very day. */
async function erase(today = Date.now()): Promise<void> {
  const before = site.now
  site.now = today
  await eraseCases(site.services, town.code).finally(() => (site.now = before))
}

const TABLES = ['shred_keys', 'grants', 'items', 'epochs', 'envelopes', 'shares']
const countRows = async (caseId: string) => {
  const counts = await Promise.all(TABLES.map((table) => owner(`select count(*)::int as n from recourse.${table} where case_id = $1`, [caseId])))
  return counts.map(([row]) => Number(row.n))
}
const opens = async ({ filing: { caseId }, citizen }: CastCase) => {
  const asked = await askCase(client, caseId, citizen)
  return asked.ok && (await openCase(asked.value, { keys: citizen, caseId, trust: { ...trustOf(body), today: TODAY } })).ok
}

test('a case is erased six years after it was closed, or one after it was withdrawn, and not a month before', async () => {
  const kept = [await endedCase('close', 71), await endedCase('retiree', 11), await endedCase('enquete', 200)]
  const over = [await endedCase('close', 73), await endedCase('retiree', 13)]
  await erase()
  for (const cast of kept) expect(await opens(cast)).toBe(true)
  for (const cast of over) {
    expect(await countRows(cast.filing.caseId)).toEqual([0, 0, 0, 0, 0, 0])
    expect(await askCase(client, cast.filing.caseId, cast.citizen)).toMatchObject({ code: 'erased' })
  }
  // Who has no business with it learns no more than before; a member reads that it was, and that it is gone.
  const [amina] = body.members
  const [gone] = over
  expect(await askCase(client, gone?.filing.caseId ?? '', kept[0]?.citizen ?? body.authority)).toMatchObject({ code: 'not-found' })
  expect(await askCase(client, gone?.filing.caseId ?? '', amina?.keys ?? body.authority)).toMatchObject({ code: 'erased' })
  const listed = expectAccepted(await askCases(client, BODY, amina?.keys ?? body.authority))
  expect(listed.erased.map((row) => row.case).toSorted()).toEqual(over.map(({ filing }) => filing.caseId).toSorted())
  expect(listed.cases.map((row) => row.case).toSorted()).toEqual(kept.map(({ filing }) => filing.caseId).toSorted())
  // That it was filed is not forgotten: the journal counts it.
  expect(await owner(`select count(*)::int as n from recourse.cases where erased_at is not null`)).toEqual([{ n: 2 }])
})

test('its files go with it, from the table and from the disk', async () => {
  const cast = await endedCase('retiree', 14)
  const upload = toHex(random(16))
  expectAccepted(await sendBegin(client, BODY, { upload, keys: cast.citizen }))
  const part = await sealPart(new Blob([random(100)]), cast.citizen.age.recipient)
  expectAccepted(await sendPart(client, { upload, part: 0, keys: cast.citizen, ...part }))
  await owner('update recourse.uploads set case_id = $1 where upload = $2', [cast.filing.caseId, upload])
  const folder = join(site.folder, 'recourse', town.code, upload)
  expect(readdirSync(folder)).toHaveLength(1)
  await erase()
  expect(existsSync(folder)).toBe(false)
  expect(await owner('select upload from recourse.uploads where upload = $1', [upload])).toEqual([])
})

test('the database refuses to erase a case before its time, whatever the program believes the day is', async () => {
  const cast = await endedCase('close', 12)
  await expect(erase(Date.now() + 10 * 365 * 86_400_000)).rejects.toThrow('the database keeps this case')
  expect(await opens(cast)).toBe(true)
  const where = (table: 'items' | 'shred_keys' | 'shares') =>
    inCity(site.services.db, town.code, (tx) => tx.deleteFrom(`recourse.${table}`).where('case_id', '=', cast.filing.caseId).executeTakeFirst())
  for (const table of ['items', 'shred_keys', 'shares'] as const) expect((await where(table)).numDeletedRows).toBe(0n)
})

test('what opens a case lies under its key: a copy of the tables from before its erasure, without that key, gives nothing', async () => {
  const cast = await endedCase('enquete', 1)
  const { caseId, grants, envelope } = cast.filing
  const kept = await owner('select holder, file from recourse.grants where case_id = $1', [caseId])
  const shares = await owner('select custodian, file from recourse.shares where case_id = $1', [caseId])
  expect(kept).toHaveLength(grants.length)
  for (const { holder, file } of kept) {
    const sent = grants.find((grant) => grant.holder === holder)?.file ?? new Uint8Array(1)
    expect(Buffer.from(file).includes(Buffer.from(sent).subarray(0, 64))).toBe(false)
  }
  for (const { custodian, file } of shares) {
    expect(Buffer.from(file).includes(Buffer.from(envelope.shares[custodian] ?? new Uint8Array(1)).subarray(0, 64))).toBe(false)
  }
  expect(await opens(cast)).toBe(true)
  // As after a restoration of that copy alone.
  await owner('delete from recourse.shred_keys where case_id = $1', [caseId])
  expect(await askCase(client, caseId, cast.citizen)).toMatchObject({ code: 'key-lost' })
  const [amina] = body.members
  expect(await askCase(client, caseId, amina?.keys ?? body.authority)).toMatchObject({ code: 'key-lost' })
})

test('the day of erasure is shown once a case has one', () => {
  const since = new Date('2026-03-10T09:00:00Z')
  expect(erasureOf({ state: 'enquete', since })).toBeUndefined()
  expect(erasureOf({ state: 'retiree', since })?.day).toBe('2027-03-10')
  expect(erasureOf({ state: 'close', since })?.day).toBe('2032-03-10')
})

test('a review is asked for within 28 days of the outcome; later it is refused, in words', async () => {
  const ask = async (days: number) => {
    const cast = await fileCast(client, body)
    const { caseId } = cast.filing
    const since = new Date(site.now - days * 86_400_000)
    await owner(`update recourse.cases set state = 'close', since = date_trunc('hour', $1::timestamptz) where case_id = $2`, [since, caseId])
    const answer = expectAccepted(await askCase(client, caseId, cast.citizen))
    const open = expectAccepted(await openCase(answer, { keys: cast.citizen, caseId, trust: { ...trustOf(body), today: TODAY } }))
    const draft = { kind: 'review', time: HOUR, body: { reason: 'Un témoin n’a pas été entendu.' } } as const
    const next = await continueCase(open, draft, { author: cast.citizen, today: TODAY, random })
    return sendAddition(client, caseId, { bytes: writeAddition(next, { state: 'reexamen', word: false }), keys: cast.citizen })
  }
  expect(await ask(20)).toMatchObject({ ok: true })
  expect(await ask(40)).toMatchObject({ code: 'review-late' })
  expect(await owner(`select inquiry_from from recourse.cases where state = 'reexamen'`)).toEqual([{ inquiry_from: new Date(`${HOUR}:00:00Z`) }])
})
