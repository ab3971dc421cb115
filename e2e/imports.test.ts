import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readImports } from '../src/capabilities/activity/index.ts'
import { expectAccessible, expectReflow, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ optionalFields: ['age_band'] })
}, 60_000)
afterAll(() => stage.close())

/** As a spreadsheet in France saves it: semicolons, days first, accents of Windows, a name that has no business there. */
const QUARTERS = ['Saint-Leu', 'ÉTOUVIE', 'Gare']
const EXPORT = [
  'Date;Heure;Quartier;Motif;Suite donnée;Âge;Nom de la personne;Observations',
  ...Array.from({ length: 400 }, (_, index) => {
    const date = `${String(1 + (index % 28)).padStart(2, '0')}/0${1 + (index % 3)}/2026`
    const suite = ['RAS', 'Amende', 'N.C.'][index % 3] ?? ''
    return `${date};${index % 24}h${String(index % 60).padStart(2, '0')};${QUARTERS[index % 3]};Bruit;${suite};Majeur;DURAND ${index};Vu près du no ${index} de la rue`
  }),
  '31/02/2026;10h00;Gare;Bruit;Amende;Majeur;MARTIN;date impossible',
].join('\r\n')
const EXPORT_BYTES = Buffer.from(EXPORT, 'latin1')

async function asClerk(path: string, { width = 1024, script = true } = {}) {
  const { page, context, problems } = await stage.open({ width, script })
  const [name = '', value = ''] = stage.town.cookies.admin.split('=')
  await context.addCookies([{ name, value, url: stage.url }])
  await page.goto(stage.url + path)
  return { page, problems }
}

const uploads = () => join(stage.site.folder, 'activity', stage.town.code, 'uploads')

describe('a clerk imports an export from the browser', () => {
  test('the page says that nothing was imported yet, and what will not be read', async () => {
    const { page } = await asClerk('/imports')
    await page.getByText('Rien n’a encore été importé.').waitFor()
    await page.getByText('Les colonnes qui nomment une personne').waitFor()
    await expectAccessible(page, 'imports')
    await expectReflow(page, 'imports')
  })

  test('from the file to facts, in three steps; every line is accounted for; no name is ever written', async () => {
    const { page, problems } = await asClerk('/imports')
    await page.locator('#fichiers').setInputFiles({ name: 'contrôles 2026.csv', mimeType: 'text/csv', buffer: EXPORT_BYTES })
    await page.getByRole('button', { name: 'Envoyer et regarder' }).click()
    await page.getByText('Que dit chaque colonne ?').waitFor()
    await page.getByText('interdite : elle identifie une personne').waitFor()
    await expectAccessible(page, 'columns')
    await expectReflow(page, 'columns')
    expect(await page.locator('#jour').inputValue()).toBe('Date')
    expect(await page.locator('#heure').inputValue()).toBe('Heure')
    expect(await page.locator('#result').inputValue()).toBe('Suite donnée')
    await page.locator('#source').fill('Main courante')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByText('Que veut dire chaque valeur ?').waitFor()
    await expectAccessible(page, 'values')
    await expectReflow(page, 'values')
    expect(await page.getByLabel('ÉTOUVIE (133 lignes)').inputValue(), 'a quarter of the city is recognised').toBe('Étouvie')
    expect(await page.getByLabel('RAS (134 lignes)').inputValue()).toBe('Aucune suite')
    expect(await page.getByLabel('N.C. (133 lignes)').inputValue(), 'what says nothing is not recorded').toBe('')
    await page.getByRole('button', { name: 'Essayer, sans rien importer' }).click()
    await page.getByText('Ce que devient chaque ligne').waitFor()
    await page.getByText('sur 401 lignes lues').waitFor()
    await page.getByRole('table', { name: 'Premières lignes refusées' }).getByText('402').waitFor()
    await expectAccessible(page, 'trial')
    await expectReflow(page, 'trial')
    const kept = readdirSync(uploads(), { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file))
    for (const file of kept) expect(readFileSync(join(uploads(), file), 'utf8'), file).not.toMatch(/DURAND|MARTIN|Vu près/)
    await page.getByText('Importer', { exact: true }).click()
    await page.getByRole('button', { name: 'Oui, importer' }).click()
    await page.getByText('400 faits importés').waitFor()
    await expectAccessible(page, 'imported')
    expect(readdirSync(uploads())).toEqual([])
    const [done] = await readImports(stage.site.services.db, stage.town.code)
    expect(done).toMatchObject({ rows: 401, accepted: 400, months: ['2026-01', '2026-02', '2026-03'] })
    expect(done?.mapping.fields.quarter).toMatchObject({ values: { 'Saint-Leu': '1', ÉTOUVIE: '2', Gare: 'gare' } })
    expect(problems).toEqual([])
  })

  test('the same file is told as known; another one is read like the first, without a question', async () => {
    const { page } = await asClerk('/imports')
    await page.locator('#fichiers').setInputFiles({ name: 'autre nom.csv', mimeType: 'text/csv', buffer: EXPORT_BYTES })
    await page.getByRole('button', { name: 'Envoyer et regarder' }).click()
    await page.getByText('Tous ces fichiers sont déjà importés.').waitFor()
    const more = Buffer.from(EXPORT.replaceAll('/2026', '/2025'), 'latin1')
    await page.locator('#fichiers').setInputFiles({ name: '2025.csv', mimeType: 'text/csv', buffer: more })
    await page.locator('#comme').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Envoyer et regarder' }).click()
    await page.getByText('Ce que devient chaque ligne').waitFor()
    await page.getByText('Abandonner', { exact: true }).click()
    await page.getByRole('button', { name: 'Oui, abandonner' }).click()
    await page.getByText('Ce qui a été importé').first().waitFor()
    expect(readdirSync(uploads())).toEqual([])
  })

  test('the lines that were refused are a file; the import is undone with its reason', async () => {
    const { page } = await asClerk('/imports')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('table').getByRole('link', { name: '1' }).click()])
    expect(readFileSync(await download.path(), 'utf8')).toContain('contrôles 2026.csv,402,Date,moment-unreadable')
    await page.getByText('Annuler', { exact: true }).click()
    await page.getByLabel('Pourquoi').fill('Essai.')
    await page.getByRole('button', { name: 'Oui, annuler cet import' }).click()
    await page.getByText('Import annulé').waitFor()
    const facts = join(stage.site.folder, 'activity', stage.town.code, 'facts')
    expect(readdirSync(facts, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.parquet'))).toEqual([])
  })

  test('without a script it works too', async () => {
    const { page } = await asClerk('/imports', { script: false, width: 390 })
    await page.locator('#fichiers').setInputFiles({ name: 'bombe.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK no workbook') })
    await page.getByRole('button', { name: 'Envoyer et regarder' }).click()
    for (let turn = 0; turn < 20 && (await page.getByText('Recharger la page').count()) > 0; turn += 1)
      await page.getByText('Recharger la page').click()
    await page.getByText('ce n’est pas un classeur').waitFor()
  })
})
