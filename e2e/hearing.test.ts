import { afterAll, beforeAll, expect, test } from 'vitest'
import { seal } from '../src/capabilities/recourse/core/vault/seal.ts'
import type { CastCase } from '../src/testing/vault/vault-cast.ts'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, fileOne, openVaultStage, shoot, signIn, type VaultStage } from './vault-stage.ts'

/* Both sides heard: the authority at its own screen, a mediation that the person accepts. */

let stage: VaultStage
let cast: CastCase

beforeAll(async () => {
  stage = await openVaultStage()
  cast = await fileOne(stage)
})
afterAll(() => stage.close())

test('a member asks the authority, which reads that and nothing else; its answer is brought to the person, signed', { timeout: 60_000 }, async () => {
  const [amina] = stage.body.members
  const member = await signIn(stage, `/recours/${BODY}/membres`, { secret: amina?.secret ?? new Uint8Array() })
  await member.page.locator('table button').first().click()
  await member.page.getByText('Entendre l’autorité (contradictoire)').click()
  await member.page.getByRole('button', { name: 'Sceller pour l’autorité' }).click()
  await member.page.getByText('Un champ est vide.').waitFor()
  await member.page.getByLabel('Extrait et questions pour l’autorité').fill('Un agent est dit avoir tutoyé une personne. Qu’a fait le service ?')
  await member.page.getByRole('button', { name: 'Sceller pour l’autorité' }).click()
  await member.page.getByText('Ce que l’autorité a reçu à lire').waitFor()
  await shoot(member.page, '20-hearing')

  const authority = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.authoritySecret, width: 390 })
  await authority.page.getByText('attend votre réponse').waitFor()
  await shoot(authority.page, '21-authority')
  await expectAccessible(authority.page, 'the authority')
  await expectReflow(authority.page, 'the authority')
  await authority.page.locator('table button').first().click()
  await authority.page.getByText('Qu’a fait le service ?').waitFor()
  expect(await authority.page.getByText('L’agent m’a tutoyé').count()).toBe(0)
  await authority.page.getByLabel('Votre réponse').fill('Le vouvoiement a été rappelé à l’équipe.')
  await authority.page.getByRole('button', { name: 'Sceller et répondre' }).click()
  await authority.page.locator('.thread').getByText('Le vouvoiement a été rappelé').waitFor()
  await expectAccessible(authority.page, 'an exchange', ['light'])
  expect(authority.problems).toEqual([])
  await authority.context.close()

  await member.page.getByRole('button', { name: 'Lire cet échange' }).click()
  await member.page.getByRole('button', { name: 'Verser sa réponse au dossier' }).click()
  await member.page.getByText('Signée par l’autorité').waitFor()
  await member.page.locator('#dossier').getByText('Des nouvelles à l’autorité').waitFor()
  await member.page.getByLabel('Nouvelles ou questions, dans cet échange').fill('L’enquête continue ; un second témoin est entendu.')
  await member.page.locator('form', { hasText: 'dans cet échange' }).getByRole('button', { name: 'Sceller pour l’autorité' }).click()
  await member.page.locator('ol.thread').first().getByText('un second témoin est entendu').waitFor()
  await shoot(member.page, '20-told')
  await member.page.locator('summary', { hasText: /^Médiation$/ }).click()
  await member.page.locator('#mediation-texte').fill('Une rencontre d’une heure à la maison du recours.')
  await member.page.locator('details[open]').getByRole('button', { name: 'Sceller et enregistrer' }).click()
  await member.page.locator('ol.thread').getByText('Une rencontre d’une heure').waitFor()
  expect(member.problems).toEqual([])
  await member.context.close()

  const again = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.authoritySecret })
  await again.page.getByText('attend votre réponse').waitFor()
  await again.page.locator('table button').first().click()
  await again.page.getByText('un second témoin est entendu').waitFor()
  await again.context.close()
})

test('the person reads both, and accepts the mediation freely', { timeout: 60_000 }, async () => {
  const own = await signIn(stage, '/recours/suivre', { secret: cast.secret, width: 390 })
  await own.page.getByText('Signée par l’autorité ; vérifié sur cet appareil.').waitFor()
  await own.page.getByText('Le vouvoiement a été rappelé').waitFor()
  await own.page.getByRole('heading', { name: 'Une médiation vous est proposée' }).waitFor()
  await shoot(own.page, '22-mediation')
  await expectAccessible(own.page, 'a mediation offered')
  await expectReflow(own.page, 'a mediation offered')
  await own.page.getByRole('button', { name: 'J’accepte' }).click()
  await own.page.locator('ol.thread').getByText('acceptée').waitFor()
  expect(await own.page.getByRole('heading', { name: 'Une médiation vous est proposée' }).count()).toBe(0)
  expect(own.problems).toEqual([])
  await own.context.close()
})

test('what a receipt’s page handed over fills the questions, and goes when the draft is erased', { timeout: 60_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 390 })
  await page.goto(`${stage.url}/recours`)
  await page.evaluate(() => sessionStorage.setItem('visavis-recu', JSON.stringify({ jour: '2026-11-20', heure: '21:30', lieu: 'Saint-Leu', service: 'municipale', recu: 'https://a.example/r#x' }))) // prettier-ignore
  await page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await page.getByText('repris de votre reçu').waitFor()
  expect(await page.locator('#jour').inputValue()).toBe('2026-11-20')
  expect([await page.locator('#heure').inputValue(), await page.locator('#lieu').inputValue()]).toEqual(['21:30', 'Saint-Leu'])
  expect(await page.locator('#service').inputValue()).toBe('municipale')
  expect(await page.locator('input[name=images]').isChecked()).toBe(true)
  await page.locator('input[name=images]').uncheck()
  await page.reload()
  expect(await page.locator('input[name=images]').isChecked()).toBe(false)
  await page.getByRole('button', { name: 'Effacer le brouillon' }).click()
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#lieu')?.value === '')
  expect(await page.getByText('repris de votre reçu').count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

test('without JavaScript, a file sealed elsewhere is handed in, and a member opens it', { timeout: 60_000 }, async () => {
  const plain = await stage.open({ width: 390, script: false })
  await plain.page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await plain.page.getByRole('link', { name: 'formulaire hors ligne, fichier déjà scellé' }).click()
  const list = await (await fetch(`${stage.url}/recours/${BODY}/destinataires.txt`)).text()
  const recipients = list.split('\n').filter((line) => line.startsWith('age1pq1'))
  const sealed = await seal(new TextEncoder().encode('On m’a contrôlé trois fois. Joignez-moi au 06 00 00 00 00.'.padEnd(1200)), recipients)
  const hand = async (name: string, buffer: Buffer) => {
    await plain.page.locator('#fichier').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await plain.page.getByRole('button', { name: 'Déposer' }).click()
  }
  await hand('saisine.txt', Buffer.from('en clair '.repeat(300)))
  await plain.page.getByText('rien n’en a été gardé').waitFor()
  await hand('saisine.age', Buffer.from(sealed))
  await plain.page.getByText('Votre fichier est reçu').waitFor()
  await shoot(plain.page, '23-plain')
  await plain.context.close()
  const open = await stage.open({ width: 390 })
  for (const path of ['deposer', 'nouvelles', `rapports/${new Date().getFullYear()}`]) {
    await open.page.goto(`${stage.url}/recours/${BODY}/${path}`)
    await shoot(open.page, `24-${path.slice(0, 8)}`)
    await expectAccessible(open.page, path)
    await expectReflow(open.page, path)
  }
  expect(open.problems).toEqual([])
  await open.context.close()
  const member = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[1]?.secret ?? new Uint8Array() })
  await member.page.getByText('1 fichier déposé déjà scellé').click()
  await member.page.locator('details[open] button').first().click()
  await member.page.getByText('Joignez-moi au 06').waitFor()
  expect(member.problems).toEqual([])
  await member.context.close()
})
