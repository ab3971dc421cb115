import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTown, type Town } from '../../testing/cast.ts'
import { importInvented } from '../../testing/invented-facts.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { writeQuarters } from '../city/index.ts'
import { issueDemoReceipts } from '../receipts/index.ts'
import { extractReceipts } from './actions/extract-receipts.ts'
import { quoted, rowsOf, withDuck } from './facts/duck.ts'
import { readImports } from './queries/imports.ts'

let site: TestSite
let town: Town
beforeAll(async () => {
  site = await openTestSite()
  site.now = Date.parse('2026-11-04T09:00:00Z')
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.example', optionalFields: ['age_band', 'sex'] })
  await writeQuarters(site.services.db, town.code, [{ quarter: 1, name: 'Saint-Leu', tile: [0, 0], source: 'essai', sector: 'Centre' }, { quarter: 2, name: 'Étouvie', tile: [1, 0], source: 'essai', sector: 'Ouest de la ville' }]) // prettier-ignore
  await issueDemoReceipts(site.services, { city: town.code, cityNumber: town.number, unit: 1, quarters: [1, 2], days: 70 })
}, 60_000)
afterAll(() => site.close())

test('a month is extracted once, when it is closed; late receipts have until the fifth', async () => {
  expect(await extractReceipts(site.services, town.code)).toContain('2026-09')
  site.now = Date.parse('2026-11-06T09:00:00Z')
  expect(await extractReceipts(site.services, town.code)).toEqual(['2026-10'])
  expect(await extractReceipts(site.services, town.code)).toEqual([])
})

test('an extract has each receipt of the month once, and nothing of a person or a receipt', async () => {
  const extracted = (await readImports(site.services.db, town.code)).find(({ months }) => months.includes('2026-10'))
  const folder = join(site.folder, 'activity', town.code, 'facts')
  const read = `read_parquet(${quoted(`${folder}/2026-10/${extracted?.id}.parquet`)})`
  const [columns, counted] = await withDuck({ folders: [folder] }, async (duck) => [
    await rowsOf(duck, `select column_name from (describe select * from ${read})`),
    await rowsOf(duck, `select count(*), count(distinct result), min(day), max(day) from ${read}`),
  ] as const) // prettier-ignore
  expect(columns.flat()).toEqual([
    'act',
    'day',
    'hour',
    'section',
    'quarter',
    'sector',
    'unit',
    'ground',
    'motive',
    'result',
    'follow_up',
    'age',
    'sex',
    'crew',
  ])
  const { rows } = await site.connection.pool.query(
    `begin; set local visavis.city = '${town.code}'; select count(*)::int as n from receipts.receipts where day between '2026-10-01' and '2026-10-31'; commit`,
  ).then((results) => (Array.isArray(results) ? results[2] : results)) // prettier-ignore
  expect(counted[0]?.[0]).toBe(rows[0].n)
  expect(counted[0]?.[0]).toBe(extracted?.accepted)
  expect(rows[0].n).toBeGreaterThan(50)
})

test('who acted is told apart within one month, under names that are nobody’s number and lead to no other month; each act has its sector', async () => {
  const folder = join(site.folder, 'activity', town.code, 'facts')
  const months = await withDuck({ folders: [folder] }, async (duck) => {
    const namesIn = async (month: string) => (await rowsOf(duck, `select distinct unnest(string_split(crew, ' ')) as name from read_parquet(${quoted(`${folder}/${month}/*.parquet`)}) order by name`)).flat().map(String) // prettier-ignore
    return [await namesIn('2026-09'), await namesIn('2026-10')] as const
  })
  const { rows } = await site.connection.pool.query(
    `begin; set local visavis.city = '${town.code}'; select distinct o ->> 'kind' as kind, o ->> 'number' as number from receipts.receipts, jsonb_array_elements(detail::jsonb -> 'officers') as o where day between '2026-10-01' and '2026-10-31'; commit`,
  ).then((results) => (Array.isArray(results) ? results[2] : results)) // prettier-ignore
  expect(months[1]).toHaveLength(rows.length)
  for (const name of months.flat()) expect(name).toMatch(/^[0-9a-f]{8}$/)
  expect(months[0].filter((name) => months[1].includes(name))).toEqual([])
  for (const { number } of rows) if (number !== null) expect(months[1]).not.toContain(number)
  const sectors = await withDuck({ folders: [folder] }, (duck) => rowsOf(duck, `select distinct quarter, sector from read_parquet(${quoted(`${folder}/2026-10/*.parquet`)}) order by quarter`)) // prettier-ignore
  expect(sectors).toEqual([['1', 's-centre'], ['2', 's-ouest-de-la-ville']]) // prettier-ignore
})

test('nor is an import taken for a month that receipts tell already: it is refused in words, and nothing changes', async () => {
  const before = (await readImports(site.services.db, town.code)).length
  await expect(importInvented(site, { city: town.code, month: '2026-10', rows: 20 })).rejects.toThrow(/told-by-receipts.*2026-10/)
  expect(await readImports(site.services.db, town.code)).toHaveLength(before)
})

test('where an import tells of the checks of a month, receipts are not added: a check would count twice', async () => {
  await importInvented(site, { city: town.code, month: '2026-11', rows: 20 })
  site.now = Date.parse('2026-12-06T09:00:00Z')
  expect(await extractReceipts(site.services, town.code)).toEqual([])
})
