import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inCity } from '../../platform/db/database.ts'
import type { Town } from '../../testing/cast.ts'
import type { TestSite } from '../../testing/test-site.ts'
import type { CastBody } from '../../testing/vault/vault-cast.ts'
import { fileCast, openVaultSite } from '../../testing/vault/vault-stage.ts'
import { tellLate } from './actions/tell-late.ts'
import type { Client } from './browser/shared/vault-client.ts'

const BODY = 'recours-amiens'
const DAY = 86_400_000
let site: TestSite
let town: Town
let client: Client
let body: CastBody
beforeAll(async () => {
  ;({ site, town, body, client } = await openVaultSite())
})
afterAll(() => site.close())

const post = (fields: Record<string, string>) =>
  site.request(`/recours/${BODY}/nouvelles`, {
    method: 'POST',
    host: town.host,
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'http' },
  })
const mailsTo = (address: string) => {
  const outbox = join(site.folder, 'outbox')
  const all = readdirSync(outbox).toSorted().map((file) => readFileSync(join(outbox, file), 'utf8').replaceAll('=\r\n', '').replaceAll('=C3=A9', 'é')) // prettier-ignore
  return all.filter((mail) => mail.includes(`To: ${address}`))
}
async function subscribe(courriel: string, more: Record<string, string>): Promise<void> {
  await post({ courriel, geste: 'demander', ...more })
  const code = /\b(\d{8})\b/.exec(mailsTo(courriel).at(-1) ?? '')?.[1] ?? ''
  expect((await post({ courriel, code, geste: 'confirmer' })).status).toBe(200)
}

test('a date that passed is told once to each address that asked, also after days on which nothing ran, and the mail names nothing', async () => {
  await subscribe('membre@asso.example', { retards: 'oui' })
  await subscribe('sami@quartier.example', {})
  await fileCast(client, body)
  await fileCast(client, body)
  const run = () => tellLate(site.services, town.code)
  const told = () => mailsTo('membre@asso.example').length
  const before = told()
  await run()
  expect(told()).toBe(before)
  // First contact was due in two days; the job did not run for ten.
  site.now += 10 * DAY
  await run()
  await run()
  expect(told()).toBe(before + 1)
  const mail = mailsTo('membre@asso.example').at(-1) ?? ''
  expect(mail).toContain('2 dates sont passé')
  expect(mail.slice(mail.indexOf('\r\n\r\n'))).not.toMatch(/https?:|recours|police|dossier|organe|amiens/i)
  // Another date of the same cases is another event.
  site.now += 90 * DAY
  await run()
  await run()
  expect(told()).toBe(before + 2)
  expect(mailsTo('sami@quartier.example')).toHaveLength(1)
})

test('who stops leaves nothing behind', async () => {
  await post({ courriel: 'membre@asso.example', geste: 'arreter' })
  expect(await inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.alerts').selectAll().execute())).toEqual([])
})
