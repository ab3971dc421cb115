import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { CAPABILITIES } from '../main.ts'
import { inCity } from '../platform/db/database.ts'
import { buildTown } from '../testing/cast.ts'
import { openTestSite } from '../testing/test-site.ts'

test('what has had its time is erased: sessions, attempts, invitations, sent mail, counters; declarations after three years', async () => {
  const other = await openTestSite()
  const there = await buildTown(other, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = `day=${new Date(other.now - 86_400_000).toISOString().slice(0, 10)}&quarter=1&service=unknown&asked=yes`
  expect((await other.request('/controles-sans-recu', { method: 'POST', body, host: 'amiens.test', headers: form })).status).toBe(201)
  await other.request('/recus/defi', { host: 'amiens.test' })
  await other.request('/connexion/cle', { method: 'POST', host: 'amiens.test' })
  await other.request('/comptes', {
    method: 'POST',
    body: 'email=a@b.example&role=auditor&unit=',
    host: 'amiens.test',
    headers: { ...form, cookie: there.cookies.admin },
  })
  const tables = [
    'platform.sessions',
    'platform.sign_in_attempts',
    'platform.invitations',
    'platform.mails',
    'receipts.declarations',
    'receipts.challenges',
  ]
  const counts = async () =>
    inCity(other.services.db, there.code, (tx) =>
      Promise.all(tables.map(async (table) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(tx)).rows[0]?.n)),
    )
  const forget = async () => {
    for (const { jobs } of CAPABILITIES) for (const job of jobs) if (job.name.startsWith('forget')) await job.run(other.services, there.code)
  }
  const before = await counts()
  expect(before.every((n) => (n ?? 0) > 0)).toBe(true)
  await forget()
  expect(await counts(), 'nothing before its time').toEqual(before)
  other.now += 100 * 86_400_000
  await forget()
  expect(await counts()).toEqual([0, 0, 0, 0, 1, 0])
  other.now += 3 * 366 * 86_400_000
  await forget()
  expect((await counts())[4]).toBe(0)
  await other.close()
})
