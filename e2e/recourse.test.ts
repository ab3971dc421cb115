import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inCity } from '../src/platform/db/database.ts'
import { openJournalStage, type JournalStage } from '../src/testing/journal-stage.ts'
import { photoBy } from '../src/testing/vault/photo.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'
import { BODY, keepWords, shoot } from './vault-stage.ts'

const ACCOUNT = 'On m’a contrôlé trois fois ce mois-ci, place Gambetta. L’agent m’a tutoyé.'

let stage: Stage
let journal: JournalStage
let founding = ''
const shares: string[] = []
/** Twelve words of each, as they wrote them down. */
const notes = new Map<string, string>()

beforeAll(async () => {
  stage = await openStage()
  journal = await openJournalStage(stage.site, { city: stage.town.code, origin: 'amiens.example/journal' })
})
afterAll(async () => {
  await journal.close()
  await stage.close()
})

/** Writes the words down, and copies the three that are asked. */
async function keepWordsOf(page: Page, who: string, button: string): Promise<void> {
  const words = await keepWords(page, button)
  expect(words).toHaveLength(12)
  notes.set(who, words.join(' '))
}

async function openWords(page: Page, who: string, button: string): Promise<void> {
  await page.locator('#mots').fill(notes.get(who) ?? '')
  await page.getByRole('button', { name: button, exact: true }).click()
}

test('city hall declares a body, and never has its keys', async () => {
  const { context, page, problems } = await stage.open({ width: 1100, height: 900 })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(`${stage.url}/gestion/recours`)
  await page.getByLabel('Nom dans l’adresse').fill(BODY)
  await page.getByLabel('Titre').fill('Organe de recours d’Amiens')
  await page.getByLabel('À quoi il sert').fill('Examiner les plaintes contre la police, avec la personne.')
  await page.getByLabel('Ce qu’il peut').fill('Entendre, demander des pièces, proposer une médiation, rendre un avis.')
  await page.getByLabel('Ce qu’il ne peut pas').fill('Punir, juger, annuler.')
  await page.getByLabel('Adresse, guichet, téléphone').fill('Maison du recours, 1 place Sans-Nom, 80000 Amiens')
  await page.getByLabel('Délibération').fill('Délibération n° 12 du 5 novembre 2026')
  await page.getByRole('button', { name: 'Déclarer cet organe' }).click()
  founding = await page.getByLabel('Lien de fondation').innerText()
  await shoot(page, '01-declared')
  await expectAccessible(page, 'a declared body', ['light'])
  expect(problems).toEqual([])
  await context.close()
})

test('its founder makes the key, its people take their seats, the roster is signed and entered in the journal', { timeout: 120_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 1100, height: 900 })
  await page.goto(founding)
  await page.getByRole('button', { name: 'Créer la clé de l’organe' }).click()
  await keepWordsOf(page, 'root', 'Créer la clé de l’organe')
  await page.getByRole('heading', { name: 'La composition' }).waitFor()
  const people = [['Amina', 'Membre', 'Citoyens'], ['Basile', 'Membre', 'Citoyens'], ['Claire', 'Membre', 'Associations'], ['Une notaire', 'Dépositaire des identités', 'Citoyens'], ['La bâtonnière', 'Dépositaire des identités', 'Citoyens'], ['Un médecin', 'Dépositaire des identités', 'Citoyens']] as const // prettier-ignore
  for (const [who, seat, college] of people) {
    const other = await stage.open({ width: 390 })
    await other.page.goto(`${stage.url}/recours/${BODY}/sieger`)
    await other.page.getByLabel('Comme vous serez montré au public').fill(who)
    await other.page.getByLabel('Siège').selectOption({ label: seat })
    await other.page.getByLabel('Collège').selectOption({ label: college })
    await other.page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
    await keepWordsOf(other.page, who, 'Demander ce siège')
    await other.page.getByRole('heading', { name: 'Demande envoyée' }).waitFor()
    const fingerprint = await other.page.locator('code').innerText()
    if (who === 'Amina') await shoot(other.page, '02-joined')
    expect(other.problems).toEqual([])
    await other.context.close()
    await page.getByRole('button', { name: 'Voir qui est arrivé' }).click()
    const line = page.locator('li', { hasText: who })
    expect(await line.locator('code').innerText()).toBe(fingerprint)
    await line.getByRole('checkbox').check()
  }
  await page.getByText('Personne ne préside.').waitFor()
  await page.locator('li', { hasText: 'Amina' }).getByRole('radio').check()
  expect(await page.getByRole('button', { name: 'Signer et publier' }).isDisabled()).toBe(true)
  await page.getByLabel('Les trois parts sont remises').check()
  shares.push(...(await page.locator('.sheet code').allInnerTexts()))
  await shoot(page, '03-roster')
  await expectAccessible(page, 'the roster before it is signed', ['light'])
  await page.getByRole('button', { name: 'Signer et publier la composition n° 1' }).click()
  await page.getByRole('heading', { name: 'Composition n° 1 publiée' }).waitFor()
  await journal.grow([])
  await page.getByRole('link', { name: 'Page publique' }).click()
  await page.getByRole('heading', { name: 'Organe de recours d’Amiens' }).waitFor()
  await shoot(page, '04-body')
  await expectAccessible(page, 'a body’s page')
  await expectReflow(page, 'a body’s page')
  expect(problems).toEqual([])
  await context.close()
})

test('a person files without a word of it reaching the server, and gets the acknowledgement with its dates', { timeout: 60_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 360 })
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.postData() ?? ''))
  await page.goto(`${stage.url}/recours?quoi=incorrection`)
  await shoot(page, '05-recours')
  await page.getByRole('link', { name: 'Saisir cet organe' }).click()
  await page.getByRole('heading', { name: /Saisir/ }).waitFor()
  await shoot(page, '06-questions')
  await expectAccessible(page, 'the questions')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await page.getByText('Cochez au moins une réponse.').waitFor()
  await page.getByLabel('Un manque de respect, un tutoiement').check()
  await page.getByLabel('Quel jour').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Où ?').fill('Place Gambetta')
  await page.getByLabel('Racontez, avec vos mots').fill(ACCOUNT)
  await page.reload()
  expect(await page.getByLabel('Racontez, avec vos mots').inputValue()).toBe(ACCOUNT)
  await page.getByLabel(/Mon nom reste dans une enveloppe/).check()
  await page.getByLabel('Nom et prénom').fill('Sami Beaumont')
  await page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
  await shoot(page, '07-words')
  await expectAccessible(page, 'the twelve words', ['light'])
  await context.setOffline(true)
  await keepWordsOf(page, 'Sami', 'Sceller et envoyer')
  await page.getByText('Le réseau manque').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Envoyer de nouveau' }).click()
  await page.getByRole('heading', { name: 'Votre saisine est reçue' }).waitFor()
  await shoot(page, '08-acknowledged')
  await expectAccessible(page, 'the acknowledgement')
  await expectReflow(page, 'the acknowledgement')
  await page.getByText('La demande de garder les images est au registre public').waitFor()
  // The demand says the place, and nothing of the case; everything else is sealed.
  const all = sent.filter((body) => !body.includes('"place"')).join('\n')
  for (const word of ['Gambetta', 'tutoyé', 'Sami', 'Beaumont', 'incorrection']) expect(all).not.toContain(word)
  const kept = await inCity(stage.site.services.db, stage.town.code, (tx) => tx.selectFrom('recourse.cases').select('state').execute())
  expect(kept).toEqual([{ state: 'accusee' }])
  expect(problems).toEqual([])
  await context.close()
})

test('a member reads it, answers, moves it on; the person follows with twelve words and writes back', { timeout: 60_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 1100, height: 900 })
  await page.goto(`${stage.url}/recours/${BODY}/membres`)
  await openWords(page, 'Amina', 'Ouvrir')
  await page.getByRole('heading', { name: 'Dossiers, par échéance' }).waitFor()
  await shoot(page, '09-queue')
  await page.locator('table button').first().click()
  await page.getByText(ACCOUNT).waitFor()
  expect(await page.getByText('Sami').count()).toBe(0)
  await shoot(page, '10-case')
  await expectAccessible(page, 'a case')
  const act = async (title: string, fill: () => Promise<void>) => {
    await page.getByText(title, { exact: true }).first().click()
    await fill()
    await page.locator('details[open]').getByRole('button', { name: 'Sceller et enregistrer' }).click()
  }
  await act('Écrire à la personne', () => page.locator('#message-texte').fill('Nous vous avons lu. Un membre vous rappelle demain.'))
  await page.locator('.thread').getByText('Nous vous avons lu').waitFor()
  await page.reload()
  await openWords(page, 'Amina', 'Ouvrir')
  await page.locator('table button').first().click()
  await act('Noter, entre membres', () => page.locator('#note-texte').fill('Recouper avec le reçu du 12.'))
  await page.locator('.thread').getByText('Recouper avec le reçu').waitFor()
  await page.reload()
  await openWords(page, 'Amina', 'Ouvrir')
  await page.locator('table button').first().click()
  await act('Passer à l’étape', async () => {
    await page.locator('#etape').selectOption({ label: 'recevable' })
    await page.locator('#etape-raison').fill('Les faits relèvent de l’organe.')
  })
  await page.getByText('État : recevable').waitFor()
  expect(problems).toEqual([])
  await context.close()

  const own = await stage.open({ width: 390 })
  await own.page.goto(`${stage.url}/recours/suivre`)
  await own.page.locator('#mots').fill((notes.get('Sami') ?? '').replace(/^\S+/, 'abaisé'))
  await own.page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await own.page.getByText('Le mot n° 1').waitFor()
  await openWords(own.page, 'Sami', 'Ouvrir')
  await own.page.getByText('Nous vous avons lu').waitFor()
  await own.page.getByText('État : recevable').waitFor()
  expect(await own.page.getByText('Recouper').count()).toBe(0)
  await shoot(own.page, '11-follow')
  await expectAccessible(own.page, 'a case, followed')
  await expectReflow(own.page, 'a case, followed')
  await own.page.getByLabel('Écrire à l’organe').fill('Merci. Je préfère le soir.')
  await own.page.getByRole('button', { name: 'Sceller et envoyer' }).click()
  await own.page.locator('.thread').getByText('Je préfère le soir').waitFor()
  const photo = photoBy('AppareilDeSami')
  await own.page.locator('#pieces').setInputFiles({ name: 'place-gambetta.jpg', mimeType: 'image/jpeg', buffer: photo })
  await own.page.getByText('Cette photo dit aussi').waitFor()
  await own.page.getByText('49.89').waitFor()
  await own.page.getByText('AppareilDeSami').waitFor()
  await shoot(own.page, '12-photo')
  await expectAccessible(own.page, 'a photo before it goes', ['light'])
  await own.page.getByRole('button', { name: 'Sceller et envoyer ces fichiers' }).click()
  await own.page.locator('ol.thread').getByText('place-gambetta.jpg').waitFor()
  expect(own.problems).toEqual([])
  await own.context.close()

  const member = await stage.open({ width: 1100 })
  await member.page.goto(`${stage.url}/recours/${BODY}/membres`)
  await openWords(member.page, 'Claire', 'Ouvrir')
  await member.page.locator('#cherche').fill('gambetta')
  await member.page.locator('table button').first().click()
  const [saved] = await Promise.all([
    member.page.waitForEvent('download'),
    member.page.getByRole('button', { name: 'Enregistrer sur cet appareil' }).click(),
  ])
  expect(Buffer.compare(readFileSync(await saved.path()), photo)).toBe(0)
  expect(member.problems).toEqual([])
  await member.context.close()
})

test('two custodians of three open an envelope, with a reason that the person reads', { timeout: 60_000 }, async () => {
  const own = await stage.open()
  await own.page.goto(`${stage.url}/recours/suivre`)
  await openWords(own.page, 'Sami', 'Ouvrir')
  await own.page.locator('ol.thread').waitFor()
  const rows = await inCity(stage.site.services.db, stage.town.code, (tx) => tx.selectFrom('recourse.cases').select('case_id').execute())
  const caseId = rows[0]?.case_id ?? ''
  const custodian = async (who: string) => {
    const opened = await stage.open({ width: 1100 })
    await opened.page.goto(`${stage.url}/recours/${BODY}/membres`)
    await openWords(opened.page, who, 'Ouvrir')
    await opened.page.getByLabel('Numéro complet du dossier').fill(caseId)
    await opened.page.getByRole('button', { name: 'Voir cette enveloppe' }).click()
    return opened
  }
  const first = await custodian('Une notaire')
  await first.page.getByLabel('À quel dépositaire').selectOption({ label: 'Un médecin' })
  await first.page.getByRole('button', { name: 'Passer ma part' }).click()
  await first.page.getByText('Un champ est vide.').waitFor()
  await first.page.getByLabel('Pourquoi faut-il savoir').fill('La personne demande à être entendue.')
  await first.page.getByRole('button', { name: 'Passer ma part' }).click()
  await first.page.getByText('Part passée.').waitFor()
  expect(await first.page.getByText('Sami Beaumont').count()).toBe(0)
  expect(await first.page.getByRole('button', { name: 'Ouvrir l’enveloppe' }).count()).toBe(0)
  await expectAccessible(first.page, 'a custodian', ['light'])
  await first.context.close()
  const second = await custodian('Un médecin')
  await second.page.getByRole('button', { name: 'Ouvrir l’enveloppe' }).click()
  await second.page.getByText('Sami Beaumont').waitFor()
  await shoot(second.page, '14-envelope')
  expect(second.problems).toEqual([])
  await second.context.close()
  // Who was passed nothing opens nothing.
  const third = await custodian('La bâtonnière')
  await third.page.getByRole('heading', { name: 'Passer ma part' }).waitFor()
  expect(await third.page.getByRole('button', { name: 'Ouvrir l’enveloppe' }).count()).toBe(0)
  await third.context.close()
  await own.page.reload()
  await openWords(own.page, 'Sami', 'Ouvrir')
  await own.page.getByText('La personne demande à être entendue.').waitFor()
  expect(own.problems).toEqual([])
  await own.context.close()
})

test('two members sign an opinion; the authority answers it in public, side by side', { timeout: 60_000 }, async () => {
  const open = async (who: string) => {
    const { context, page, problems } = await stage.open({ width: 1100 })
    await page.goto(`${stage.url}/recours/${BODY}/membres`)
    await openWords(page, who, 'Ouvrir')
    await page.locator('table button').first().click()
    await page.getByRole('heading', { name: 'Agir' }).waitFor()
    return { context, page, problems }
  }
  const first = await open('Claire')
  await first.page.getByText('Proposer un avis public', { exact: true }).click()
  await first.page.locator('#avis-titre').fill('Contrôles répétés et tutoiement')
  await first.page.locator('#avis-trouve').fill('Trois contrôles en un mois, sans motif nouveau.')
  await first.page.locator('#avis-demande').fill('Rappeler le vouvoiement. Motiver chaque contrôle.')
  await first.page.locator('details[open]').getByRole('button', { name: 'Sceller et enregistrer' }).click()
  await first.page.locator('ol.thread').getByText('Contrôles répétés et tutoiement').waitFor()
  expect(await first.page.getByRole('button', { name: 'Signer aussi, et publier' }).count()).toBe(0)
  await first.context.close()
  const second = await open('Basile')
  await second.page.getByRole('button', { name: 'Signer aussi, et publier' }).click()
  await second.page.getByText('Avis n° 1 publié.').waitFor()
  expect(second.problems).toEqual([])
  await second.context.close()

  const { context, page, problems } = await stage.open({ width: 1100 })
  await page.goto(`${stage.url}/recours/${BODY}`)
  await page.getByRole('link', { name: /Avis n° 1/ }).click()
  await page.getByText('Pas encore de réponse').waitFor()
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.reload()
  await page.getByLabel('Raisons').fill('Une note de service est diffusée ce jour.')
  await page.getByRole('button', { name: 'Publier la réponse' }).click()
  await page.getByText('Une note de service est diffusée ce jour.').waitFor()
  await shoot(page, '13-opinion')
  await expectAccessible(page, 'an opinion and its answer')
  await expectReflow(page, 'an opinion and its answer')
  expect(problems).toEqual([])
  await context.close()
})

test('two members count a quarter that is over, each on their own device; the tally is public when they agree', { timeout: 60_000 }, async () => {
  await journal.grow([])
  const count = async (who: string, said: string) => {
    const { context, page, problems } = await stage.open({ width: 1100 })
    await page.goto(`${stage.url}/recours/${BODY}/membres`)
    await openWords(page, who, 'Ouvrir')
    await page.getByRole('button', { name: 'Bilan d’un trimestre' }).click()
    await page.getByRole('button', { name: /^Compter/ }).last().click() // prettier-ignore
    await page.getByRole('button', { name: 'Signer le bilan' }).click()
    await page.getByText(said).waitFor()
    await shoot(page, `15-tally-${who}`)
    await expectAccessible(page, 'a tally, signed', ['light'])
    expect(problems).toEqual([])
    await context.close()
  }
  await count('Amina', 'Il paraîtra quand un autre membre')
  await count('Basile', 'le bilan est public')
  const { context, page } = await stage.open()
  // Under another address than the page that was looked at some seconds ago, which is kept for five.
  await page.goto(`${stage.url}/recours/${BODY}?lang=fr`)
  await page.locator('#bilans ~ table a').click()
  await page.getByText('Compté par deux membres').waitFor()
  await expectReflow(page, 'a tally')
  await expectAccessible(page, 'a tally')
  await shoot(page, '16-tally')
  await context.close()
})

test('when every member lost their words, two printed shares give the cases to new ones', { timeout: 90_000 }, async () => {
  const { context, page, problems } = await stage.open({ width: 1100, height: 900 })
  await page.goto(`${stage.url}/recours/${BODY}/fonder`)
  await openWords(page, 'root', 'Ouvrir avec la clé')
  await page.getByRole('heading', { name: 'La composition' }).waitFor()
  for (const [who, college] of [
    ['Driss', 'Citoyens'],
    ['Eva', 'Citoyens'],
    ['Fanny', 'Associations'],
  ] as const) {
    // prettier-ignore
    const other = await stage.open()
    await other.page.goto(`${stage.url}/recours/${BODY}/sieger`)
    await other.page.getByLabel('Comme vous serez montré au public').fill(who)
    await other.page.getByLabel('Collège').selectOption({ label: college })
    await other.page.getByRole('button', { name: 'Continuer : mes 12 mots' }).click()
    await keepWordsOf(other.page, who, 'Demander ce siège')
    await other.page.getByRole('heading', { name: 'Demande envoyée' }).waitFor()
    await other.context.close()
    await page.getByRole('button', { name: 'Voir qui est arrivé' }).click()
    await page.locator('li', { hasText: who }).getByLabel('Empreinte comparée').check()
  }
  for (const who of ['Amina', 'Basile', 'Claire']) await page.locator('li', { hasText: who }).getByLabel('Empreinte comparée').uncheck()
  await page.locator('li', { hasText: 'Driss' }).getByRole('radio').check()
  await page.getByRole('button', { name: 'Signer et publier la composition n° 2' }).click()
  await page.getByRole('heading', { name: 'Composition n° 2 publiée' }).waitFor()
  await journal.grow([])

  await page.goto(`${stage.url}/recours/${BODY}/fonder`)
  await openWords(page, 'root', 'Ouvrir avec la clé')
  await page.getByText('Les membres ont perdu leurs mots').click()
  await page.getByLabel('Part de la clé de secours (1)').fill(shares[0] ?? '')
  await page.getByLabel('Part de la clé de secours (2)').fill(shares[0] ?? '')
  await page.getByRole('button', { name: 'Rouvrir les dossiers' }).click()
  await page.getByText('ne rebâtissent pas').waitFor()
  await page.getByLabel('Part de la clé de secours (2)').fill(shares[2] ?? '')
  await page.getByRole('button', { name: 'Rouvrir les dossiers' }).click()
  await page.getByText('1 dossier donné').waitFor()
  await expectAccessible(page, 'recovery', ['light'])

  await page.goto(`${stage.url}/recours/${BODY}/membres`)
  await openWords(page, 'Fanny', 'Ouvrir')
  await page.locator('table button').first().click()
  await page.getByText(ACCOUNT).waitFor()
  // Who left has no seat.
  await page.goto(`${stage.url}/recours/${BODY}/membres`)
  await openWords(page, 'Amina', 'Ouvrir')
  await page.getByText('n’ont pas de siège aujourd’hui').waitFor()
  expect(problems).toEqual([])
  await context.close()
})
