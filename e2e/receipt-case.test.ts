import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeWithSecret } from '../src/capabilities/receipts/core/receipt.ts'
import { submissionJson } from '../src/capabilities/receipts/index.ts'
import { quietCheck } from '../src/testing/cast.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, keepWords, openVaultStage, shoot, signIn, type VaultStage } from './vault-stage.ts'

let stage: VaultStage
let fragment = ''
beforeAll(async () => {
  stage = await openVaultStage()
  const { town, site, url } = stage
  const started = Math.floor(Date.now() / 1000) - 600
  const check = quietCheck(Date.now(), { started, ended: started + 60 })
  const made = town.phone.issue(check, { city: town.number, unit: 1, secret: site.services.random(16) })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/agent/api/recus/${made.id}`, { method: 'PUT', body: submissionJson(made.submission), headers })
  expect(answer.status).toBe(201)
  fragment = encodeWithSecret(made.submission.payload, made.secret, made.submission.signature)
})
afterAll(() => stage.close())

async function tell(page: Awaited<ReturnType<VaultStage['open']>>['page'], text: string) {
  await page.getByLabel('Un manque de respect, un tutoiement').check()
  await page.getByLabel('Racontez, avec vos mots').fill(text)
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await keepWords(page, 'Sceller et envoyer')
  await page.getByText('Votre saisine est reçue').waitFor()
}

test('from the receipt’s own page: the proof goes with the filing, the key stays', { timeout: 90_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 390 })
  const sent: string[] = []
  page.on('request', (request) => void sent.push(request.url() + (request.postData() ?? '')))
  await page.goto(`${stage.url}/r#${fragment}`)
  await page.getByText('Ce reçu est authentique').waitFor()
  await page.getByRole('link', { name: 'Saisir un organe de recours avec ce reçu' }).click()
  await page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await page.getByText('La preuve que ce reçu est à vous partira').waitFor()
  await shoot(page, '50-from-receipt')
  await expectAccessible(page, 'a filing from a receipt', ['light'])
  await expectReflow(page, 'a filing from a receipt')
  expect(await page.locator('#recu').inputValue()).not.toContain(fragment)
  await tell(page, 'De la page du reçu.')
  expect(await page.evaluate(() => sessionStorage.getItem('visavis-recu'))).toBeNull()
  // A fragment does not leave a browser; what follows it in no other form either.
  expect(sent.filter((one) => one.split('#')[0]?.includes(fragment.slice(0, 40)))).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('from its address, typed as the QR opens it', { timeout: 90_000 }, async () => {
  const { context, page } = await stage.open({ width: 390 })
  await page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await page.getByLabel('Quel jour').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Votre reçu de contrôle').fill(`${stage.url}/r#${fragment}`)
  await tell(page, 'De son adresse.')
  await context.close()
})

test('a member sees what each receipt is worth, checked on their device, and cannot claim it', { timeout: 90_000 }, async () => {
  const member = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[0]?.secret ?? new Uint8Array() })
  const { page } = member
  const worth = new Map<string, string>()
  for (const at of [0, 1]) {
    await page.locator('table button').nth(at).click()
    const said = await page.locator('ol.thread').innerText()
    worth.set(said.includes('De son adresse.') ? 'typed' : 'page', said)
    await page.getByText('en détient la clé').waitFor()
    worth.set(said.includes('De son adresse.') ? 'typed' : 'page', await page.locator('ol.thread').innerText())
    await shoot(page, `51-worth-${at}`)
    await expectAccessible(page, 'a receipt in a case', ['light'])
    await page.getByRole('button', { name: /Revenir/ }).click()
  }
  expect(worth.get('page')).toContain('signé par un appareil que la ville reconnaît, et la personne en détient la clé')
  expect(worth.get('typed')).toContain('S’il est authentique, sa page le dit')
  expect([...worth.values()].filter((said) => said.includes(fragment))).toEqual([])
  expect(member.problems).toEqual([])
  await member.context.close()
})
