import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { claimShape } from '../capabilities/receipts/api/claim.ts'
import { deviceContextShape } from '../capabilities/receipts/api/device-context.ts'
import { detailShape, manifestShape, submissionShape } from '../capabilities/receipts/api/submission.ts'
import { isForbiddenField } from '../capabilities/receipts/core/forbidden-fields.ts'
import { COLUMNS } from '../capabilities/receipts/replay/mapping.ts'
import { submissionJson } from '../capabilities/receipts/index.ts'
import { buildTown, quietCheck, type Town } from '../testing/cast.ts'
import { openTestSite, type TestSite } from '../testing/test-site.ts'

let site: TestSite
let town: Town
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
})
afterAll(() => site.close())

/** Names that only look personal: of a place, a unit, a migration, a mail to staff. */
const NAMES_OF_THINGS = ['city.cities.name', 'city.units.name', 'city.quarters.name', 'city.sections.name', 'platform.migrations.name']

describe('nothing about who the person is (facts/receipt.md, “Never, anywhere”)', () => {
  test('in no column of any table', async () => {
    const { rows } = await sql<{ column: string; name: string }>`
      select table_schema || '.' || table_name || '.' || column_name as column, column_name as name
      from information_schema.columns where table_schema <> 'pgboss' and table_schema <> 'information_schema' and table_schema !~ '^pg_'`.execute(
      site.services.db,
    )
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ column, name }) => isForbiddenField(name) && !NAMES_OF_THINGS.includes(column))).toEqual([])
  })

  test('in no field of any API body, and a body that brings one is refused whole', () => {
    const fields = [submissionShape, detailShape, manifestShape, claimShape].flatMap((shape) => Object.keys(shape.shape))
    expect(fields.filter(isForbiddenField)).toEqual([])
    expect(Object.keys(deviceContextShape.shape).filter(isForbiddenField)).toEqual([])
    for (const extra of ['name', 'nationality', 'ethnicity', 'birthDate', 'notes'])
      expect((detailShape as z.ZodType).safeParse({ ...quietCheck(site.now), [extra]: 'x' }).success).toBe(false) // parsing: any schema
  })

  test('in no field of any form that anyone may open', async () => {
    const pages = [
      ['/controles-sans-recu', undefined], ['/connexion', undefined], ['/r', undefined],
      ['/ville', 'admin'], ['/comptes', 'admin'], ['/services/1', 'supervisor'], ['/compte', 'auditor'],
    ] as const // prettier-ignore
    for (const [path, role] of pages) {
      const answer = await site.request(path, { host: 'amiens.test', ...(role && { headers: { cookie: town.cookies[role] } }) })
      expect(answer.status, path).toBe(200)
      const names = [...(await answer.text()).matchAll(/<(?:input|select|textarea)[^>]*\sname="([^"]+)"/g)].map(([, name = '']) => name)
      // A unit's name is a thing's; the city page is the only one that asks for it.
      expect(
        names.filter((name) => isForbiddenField(name) && !(path === '/ville' && name === 'name')),
        path,
      ).toEqual([])
    }
  })

  test('in no log line, at the most talkative level: no address, query, body, mail or token', async () => {
    const receipt = town.phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) })
    await site.request(`/agent/api/recus/${receipt.id}`, {
      method: 'PUT',
      body: submissionJson(receipt.submission),
      host: 'amiens.test',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.77' },
    })
    await site.request('/controles-sans-recu', {
      method: 'POST',
      body: 'account=MARTIN&day=2026-11-20',
      host: 'amiens.test',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    await site.request('/recus?secret=MARTIN', { host: 'amiens.test', headers: { cookie: town.cookies.admin } })
    await site.request('/%00MARTIN', { host: 'amiens.test' })
    expect(site.logs.length).toBeGreaterThan(3)
    const all = site.logs.join('')
    for (const trace of ['MARTIN', '203.0.113.77', 'admin@', receipt.id, town.cookies.admin.split('=')[1] ?? '?', receipt.submission.detail])
      expect(all).not.toContain(trace)
    const keys = site.logs.flatMap((line) => Object.keys(JSON.parse(line)))
    expect(keys.filter(isForbiddenField)).toEqual([])
  })

  test('the replay never reads the ethnicity columns: they are not among those it keeps', () => {
    expect(COLUMNS.filter((column) => isForbiddenField(column) && !['Latitude', 'Longitude'].includes(column))).toEqual([])
    expect(COLUMNS.join(' ')).not.toMatch(/ethnic|gender|age/i)
  })
})
