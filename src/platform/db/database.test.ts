import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTown } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { inCity, inCityAtOnce } from './database.ts'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.test' })
})
afterAll(() => site.close())

describe('row security', () => {
  test('in Amiens, Lille’s rows do not exist; in no city, no rows at all; a row of another city cannot be written', async () => {
    const count = (tx: Parameters<Parameters<typeof inCity>[2]>[0]) => sql<{ n: number }>`select count(*)::int as n from city.units`.execute(tx)
    expect((await inCity(site.services.db, '80021', count)).rows[0]?.n).toBe(2)
    expect((await sql<{ n: number }>`select count(*)::int as n from city.units`.execute(site.services.db)).rows[0]?.n).toBe(0)
    await expect(
      inCity(site.services.db, '80021', (tx) =>
        sql`insert into city.officers (city, unit, number, kind, since) values ('59350', 1, 5, 'card', '2026-01-01')`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(inCity(site.services.db, "80021'; drop", count)).rejects.toThrow(RangeError)
  })
})

test('a connection that the database ends under work → that work alone fails, and the program goes on', async () => {
  const broken = inCity(site.services.db, '80021', (tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx))
  await expect(broken).rejects.toThrow(/terminat/)
  const { rows } = await inCity(site.services.db, '80021', (tx) => sql<{ one: number }>`select 1 as one`.execute(tx))
  expect(rows).toEqual([{ one: 1 }])
})

test('an act joins the transaction that is open in its city, and falls with it; in another city it is refused', async () => {
  const { db } = site.services
  const add = (number: number) => (tx: Parameters<typeof inCity>[0]) =>
    inCity(tx, '80021', (inner) =>
      sql`insert into city.officers (city, unit, number, kind, since) values ('80021', 1, ${number}, 'card', '2026-01-01')`.execute(inner),
    )
  const known = async (number: number) =>
    (await inCity(db, '80021', (tx) => sql`select 1 from city.officers where city = '80021' and number = ${number}`.execute(tx))).rows.length
  await inCity(db, '80021', (tx) => add(601)(tx))
  await expect(inCity(db, '80021', async (tx) => { await add(602)(tx); throw new Error('the line could not be written') })).rejects.toThrow('the line') // prettier-ignore
  expect([await known(601), await known(602)]).toEqual([1, 0])
  await expect(inCity(db, '59350', (tx) => add(603)(tx))).rejects.toThrow('stays in its city')
})

test('statements written in one go: all of them, or none', async () => {
  const insert = (number: number) =>
    sql`insert into city.officers (city, unit, number, kind, since) values ('80021', 1, ${number}, 'card', '2026-01-01') returning number`
  const count = async () =>
    (await inCity(site.services.db, '80021', (tx) => sql<{ n: number }>`select count(*)::int as n from city.officers`.execute(tx))).rows[0]?.n
  const before = (await count()) ?? 0
  expect(await inCityAtOnce(site.services.db, '80021', [insert(501), insert(502)])).toEqual([[{ number: 501 }], [{ number: 502 }]])
  await expect(inCityAtOnce(site.services.db, '80021', [insert(503), insert(501)])).rejects.toThrow(/duplicate key/)
  expect(await count()).toBe(before + 2)
})
