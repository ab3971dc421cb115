import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../src/capabilities/recourse/core/vault/words.ts'
import { press, tabTo } from './keyboard.ts'
import { BODY, openVaultStage, type VaultStage } from './vault-stage.ts'

/* A filing, its following and a member's answer, without a pointer. */

let stage: VaultStage
beforeAll(async () => void (stage = await openVaultStage()))
afterAll(() => stage.close())

const type = async (page: Page, name: string | RegExp, text: string) => {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

test('a person files, keeps the words, follows and writes; a member reads and answers', { timeout: 120_000 }, async () => {
  const { page, context, problems } = await stage.open({ width: 360 })
  await page.goto(`${stage.url}/recours/${BODY}/saisir`)
  await page.getByRole('heading', { name: /Saisir/ }).waitFor()
  // What is missing is said where the keyboard is.
  await press(page, 'Continuer : mes 12 mots')
  await page.getByText('Cochez au moins une réponse.').waitFor()
  await press(page, 'Un manque de respect, un tutoiement', 'Space')
  const yesterday = new Date(Date.now() - 86_400_000)
  const [year = '', month = '', day = ''] = yesterday.toISOString().slice(0, 10).split('-')
  await type(page, 'Quel jour', `${month}${day}${year}`)
  await type(page, 'Racontez, avec vos mots', 'On m’a tutoyé.')
  await press(page, 'Je reste anonyme', 'Space')
  await press(page, 'Continuer : mes 12 mots')
  await page.locator('.word-list li').first().waitFor()
  const words = await page.locator('.word-list li').allInnerTexts()
  await press(page, 'Je les ai notés')
  for (const label of await page.locator('form label').allInnerTexts()) await type(page, label, words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  await press(page, 'Sceller et envoyer')
  await page.getByText('Accusé de réception').first().waitFor()
  expect(problems).toEqual([])
  await context.close()

  const [amina] = stage.body.members
  const member = await stage.open({ width: 1024 })
  await member.page.goto(`${stage.url}/recours/${BODY}/membres`)
  await member.page.locator('#mots').waitFor()
  await type(member.page, 'Vos 12 mots', wordsOf(amina?.secret ?? new Uint8Array(16)).join(' '))
  await press(member.page, /^Ouvrir$/)
  await member.page.locator('table button').first().waitFor()
  await press(member.page, /^[0-9a-f]{8}$/)
  await press(member.page, 'Écrire à la personne')
  await type(member.page, 'Écrire à la personne', 'Nous vous avons lu.')
  await press(member.page, 'Sceller et enregistrer')
  await member.page.locator('ol.thread').getByText('Nous vous avons lu.').waitFor()
  expect(member.problems).toEqual([])
  await member.context.close()

  const own = await stage.open({ width: 360 })
  await own.page.goto(`${stage.url}/recours/suivre`)
  await own.page.locator('#mots').waitFor()
  await type(own.page, 'Vos 12 mots', words.join(' '))
  await press(own.page, /^Ouvrir$/)
  await own.page.locator('ol.thread').getByText('Nous vous avons lu.').waitFor()
  await type(own.page, /Votre message|Écrire/, 'Merci.')
  await press(own.page, 'Sceller et envoyer')
  await own.page.locator('ol.thread').getByText('Merci.').waitFor()
  expect(own.problems).toEqual([])
  await own.context.close()
})
