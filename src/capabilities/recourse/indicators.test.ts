import { afterAll, beforeAll, expect, test } from 'vitest'
import { inCity } from '../../platform/db/database.ts'
import { fileCast, openVaultSite, type VaultSite } from '../../testing/vault/vault-stage.ts'
import { INDICATORS } from './indicators.ts'

let vault: VaultSite
beforeAll(async () => void (vault = await openVaultSite()))
afterAll(() => vault.site.close())

const measured = async (id: string) => {
  const indicator = INDICATORS.find((one) => one.id === id)
  if (!indicator) throw new Error(id)
  return indicator.measure(vault.site.services, vault.town.code)
}

test('what is not there is not measured; a case whose time passed counts against the bodies', async () => {
  for (const { id } of INDICATORS) expect([id, await measured(id)]).toEqual([id, undefined])
  await fileCast(vault.client, vault.body)
  expect(await measured('recourse.on-time')).toBe(1)
  vault.site.now += 10 * 86_400_000
  expect(await measured('recourse.on-time')).toBe(0)
})

test('silence counts as silence once its two months are over; of two answers the newest is the authority’s', async () => {
  const { site, town } = vault
  const add = (number: number, answers: readonly boolean[]) =>
    inCity(site.services.db, town.code, async (tx) => {
      const at = site.services.clock()
      await tx.insertInto('recourse.opinions').values({ city: town.code, body: 'recours-amiens', number, document: '{}', published_at: at }).execute()
      for (const [index, follows] of answers.entries()) {
        const row = {
          city: town.code,
          body: 'recours-amiens',
          number,
          answered_at: new Date(at.getTime() + index),
          follows,
          reasons: 'r',
          answered_by: null,
        }
        await tx.insertInto('recourse.opinion_answers').values(row).execute()
      }
    })
  await add(1, [false, true])
  await add(2, [])
  expect([await measured('recourse.answered'), await measured('recourse.followed')]).toEqual([1, 1])
  site.now += 70 * 86_400_000
  expect([await measured('recourse.answered'), await measured('recourse.followed')]).toEqual([0.5, 1])
})
