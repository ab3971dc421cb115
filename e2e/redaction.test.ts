import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectReflow } from './stage.ts'
import { BODY, fileOne, openVaultStage, shoot, signIn, type VaultStage } from './vault-stage.ts'

let stage: VaultStage
beforeAll(async () => {
  stage = await openVaultStage()
  await fileOne(stage, {
    standing: 'named',
    person: 'Zoé El Khatib',
    contact: '06 12 34 56 78',
    place: 'place Gambetta',
    officer: '1234567',
    text: 'Je suis Zoé El Khatib. Place Gambetta, le brigadier Petit (1234567) m’a tutoyée devant mon fils Tom. Rappelez-moi au 0612345678.',
  })
})
afterAll(() => stage.close())

const openCase = async (member: number, width: number) => {
  const opened = await signIn(stage, `/recours/${BODY}/membres`, { secret: stage.body.members[member]?.secret ?? new Uint8Array(), width })
  await opened.page.locator('table button').first().click()
  await opened.page.getByText('Vérifié sur cet appareil').waitFor()
  return opened
}

test(
  'a public opinion starts from the case, without what points to someone; what is left is told before it is signed, and again before it appears',
  { timeout: 90_000 },
  async () => {
    const { page, context, problems } = await openCase(0, 390)
    await page.getByText('Proposer un avis public').click()
    await page.getByText('Partir d’un texte du dossier').last().click()
    await page.locator('#avis-trouve-source').selectOption({ index: 1 })
    // Offered from the account: the person, their telephone, the place, the number; and the name after a rank.
    await page.getByText('Il se lira ainsi, 5 endroits ôtés').waitFor()
    await page.locator('#avis-trouve-autres').fill('Tom')
    await page
      .locator('#avis-trouve-texte')
      .evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(area.value.indexOf('Rappelez'), area.value.length))
    await page.getByRole('button', { name: 'Ôter le passage choisi' }).click()
    await shoot(page, '70-redact')
    await expectAccessible(page, 'taking names out')
    await expectReflow(page, 'taking names out')
    await page.getByRole('button', { name: 'Reprendre ce texte' }).click()
    expect(await page.locator('#avis-trouve').inputValue()).toBe('Je suis […]. […], le brigadier […] ([…]) m’a tutoyée devant mon fils […]. […]')
    await page.locator('#avis-titre').fill('Un tutoiement place Gambetta')
    await page.locator('#avis-demande').fill('Rappeler le vouvoiement.')
    await page.getByText('Ce texte dit encore : place Gambetta').waitFor()
    await page.locator('details[open] > form button[type=submit]').click()
    await page.getByText('Ôtez-le, ou dites que vous l’avez lu').waitFor()
    await shoot(page, '71-still-says')
    await page.getByLabel('Je l’ai lu').check()
    // Another list is another question; what is written elsewhere in the case leaves this text alone.
    await page.locator('#avis-demande').fill('Rappeler le vouvoiement à Zoé.')
    expect(await page.getByLabel('Je l’ai lu').isChecked()).toBe(false)
    await page.locator('summary', { hasText: 'Écrire à la personne' }).click()
    await page.locator('#message-texte').fill('Nous préparons un avis.')
    await page.locator('details[open] > form:has(#message-texte) button[type=submit]').click()
    await page.locator('ol.thread').getByText('Nous préparons un avis.').waitFor()
    expect(await page.locator('#avis-trouve').inputValue()).toContain('m’a tutoyée devant mon fils')
    await page.locator('summary', { hasText: 'Écrire à la personne' }).click()
    await page.locator('#avis-demande').fill('Rappeler le vouvoiement.')
    await page.getByLabel('Je l’ai lu').check()
    await page.locator('details[open] > form button[type=submit]').click()
    await page.locator('ol.thread').getByText('Rappeler le vouvoiement.').waitFor()
    expect(await page.locator('#avis-trouve').inputValue()).toBe('')
    expect(problems).toEqual([])
    await context.close()

    const second = await openCase(1, 1100)
    await second.page.getByText('Ce texte dit encore : place Gambetta').waitFor()
    await expectAccessible(second.page, 'an opinion to sign too', ['light'])
    await second.page.getByRole('button', { name: 'Signer aussi, et publier' }).click()
    await second.page.getByText('Avis n° 1 publié.').waitFor()
    expect(second.problems).toEqual([])
    await second.context.close()
    const published = await (await fetch(`${stage.url}/recours/${BODY}/avis/1.json`)).text()
    expect(published).toContain('m’a tutoyée devant mon fils […]')
    expect(['Zoé', 'Khatib', 'Petit', '1234567', 'Tom', '0612345678'].filter((hidden) => published.includes(hidden))).toEqual([])
  },
)

test('the extract for the authority is held to the same', { timeout: 90_000 }, async () => {
  const { page, context } = await openCase(0, 1100)
  await page.getByText('Entendre l’autorité').click()
  await page.locator('#extrait').fill('Zoé El Khatib dit avoir été tutoyée.')
  await page.getByText('Ce texte dit encore : Zoé El Khatib').waitFor()
  await page.locator('details[open] form button[type=submit]').first().click()
  await page.getByText('Ôtez-le, ou dites que vous l’avez lu').waitFor()
  await shoot(page, '72-extract')
  await page.locator('#extrait').fill('Une personne dit avoir été tutoyée.')
  await page.locator('details[open] form button[type=submit]').first().click()
  await page.locator('ol.thread').getByText('Une personne dit avoir été tutoyée.').waitFor()
  await context.close()
})
