import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { toBase64 } from '../src/foundation/base64.ts'
import { toHex } from '../src/foundation/bytes.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, fileOne, openVaultStage, shoot, typeWords, type VaultStage } from './vault-stage.ts'

let stage: VaultStage
beforeAll(async () => {
  stage = await openVaultStage()
  await fileOne(stage)
})
afterAll(() => stage.close())

const AUTHENTICATOR = { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const // prettier-ignore
const membersPage = () => `${stage.url}/recours/${BODY}/membres`

test(
  'a member opens with a passkey what twelve words opened; it is not given: nothing opens; taken back: words alone',
  { timeout: 90_000 },
  async () => {
    const secret = stage.body.members[0]?.secret ?? new Uint8Array()
    const { context, page, problems } = await stage.open({ width: 390 })
    const sent: string[] = []
    page.on('request', (request) => void sent.push(request.url() + (request.postData() ?? '')))
    const device = await context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options: { ...AUTHENTICATOR, hasPrf: true } })
    await page.goto(membersPage())
    await typeWords(page, secret)
    await page.getByText('Ouvrir sans taper vos mots').click()
    await page.getByRole('button', { name: 'Créer une clé d’accès' }).click()
    await page.getByText('La clé d’accès est prête.').waitFor()
    await shoot(page, '60-passkey-made')
    await expectAccessible(page, 'a member’s passkey', ['light'])

    await page.reload()
    await shoot(page, '61-passkey-open')
    await expectAccessible(page, 'a door with a passkey')
    await expectReflow(page, 'a door with a passkey')
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(kept).toContain('AGE-PLUGIN-FIDO2PRF')
    const open = [toHex(secret), toBase64(secret), wordsOf(secret).join(' ')]
    expect(open.filter((form) => kept.includes(form) || sent.some((one) => decodeURIComponent(one).includes(form)))).toEqual([])
    await page.getByRole('button', { name: 'Ouvrir avec la clé d’accès' }).click()
    await page.locator('table button').first().click()
    await page.getByText('L’agent m’a tutoyé.').waitFor()

    await page.reload()
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.getByRole('button', { name: 'Ouvrir avec la clé d’accès' }).click()
    await page.getByText('La clé d’accès n’a pas été donnée').waitFor()
    expect(await page.locator('table').count()).toBe(0)
    await typeWords(page, secret)
    await page.locator('table').waitFor()
    await page.getByText('Ouvrir sans taper vos mots').click()
    await page.getByRole('button', { name: 'Ne plus ouvrir ainsi' }).click()
    await page.getByText('Cet appareil n’ouvre plus sans vos mots').waitFor()
    await page.reload()
    await page.locator('#mots').waitFor()
    expect(await page.getByRole('button', { name: 'Ouvrir avec la clé d’accès' }).count()).toBe(0)
    expect(problems).toEqual([])
    await context.close()
  },
)

test('a device that cannot seal under a passkey says so; another passkey opens nothing', { timeout: 90_000 }, async () => {
  const { context, page } = await stage.open({ width: 390 })
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options: { ...AUTHENTICATOR, hasPrf: false } })
  await page.goto(membersPage())
  await typeWords(page, stage.body.members[0]?.secret ?? new Uint8Array())
  await page.getByText('Ouvrir sans taper vos mots').click()
  await page.getByRole('button', { name: 'Créer une clé d’accès' }).click()
  await page.getByText('ne sait pas sceller sous une clé d’accès').waitFor()
  expect(await page.evaluate((place) => localStorage.getItem(place), `visavis-cle-${BODY}`)).toBeNull()
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  await device.send('WebAuthn.addVirtualAuthenticator', { options: { ...AUTHENTICATOR, hasPrf: true } })
  await page.getByRole('button', { name: 'Créer une clé d’accès' }).click()
  await page.getByText('La clé d’accès est prête.').waitFor()
  await page.evaluate((place) => {
    const wrapped = JSON.parse(localStorage.getItem(place) ?? '{}') as { identity: string; file: string } // parsing: what the page just kept
    localStorage.setItem(place, JSON.stringify({ ...wrapped, file: wrapped.file.slice(0, -6) + 'AAAA==' }))
  }, `visavis-cle-${BODY}`)
  await page.reload()
  await page.getByRole('button', { name: 'Ouvrir avec la clé d’accès' }).click()
  await page.getByText('n’ouvre plus rien ici').waitFor()
  await context.close()
})
