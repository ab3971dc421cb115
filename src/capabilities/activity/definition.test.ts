import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { importInvented } from '../../testing/invented-facts.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { defineReports, type Defining } from './actions/define-reports.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { publishDraft } from './actions/publish-draft.ts'
import { requestDraft } from './actions/request-draft.ts'
import { signDraft } from './actions/sign-draft.ts'
import { publishedReportShape } from './core/published-report.ts'
import { numbersToCheck } from './core/report-definition.ts'
import { readDefinitions } from './queries/definitions.ts'
import { readDrafts } from './queries/drafts.ts'

const CITY = '80021'
const ACT = { city: CITY, by: undefined }
let site: TestSite
let town: Town
beforeAll(async () => {
  site = await openTestSite()
  site.now = Date.parse('2026-04-02T08:00:00Z')
  town = await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example', optionalFields: ['age_band', 'sex'] })
  for (const month of ['2026-01', '2026-02']) await importInvented(site, { city: CITY, month, rows: 260 })
}, 60_000)
afterAll(() => site.close())

const NONE = { fr: '', en: '' }
const asked = (given: Partial<Defining>): Defining => ({ ...ACT, act: 'check', kind: 'month', tables: ['quarter', 'result'], drawings: ['bars'], opening: NONE, closing: NONE, ...given }) // prettier-ignore

async function publish(report: string) {
  const draft = expectAccepted(await requestDraft(site.services, { ...ACT, report, today: '2026-04-02' }))
  await makeDrafts(site.services, CITY)
  expectAccepted(await signDraft(site.services, { ...ACT, draft }))
  expectAccepted(await publishDraft(site.services, { ...ACT, draft }))
  return publishedReportShape.parse(JSON.parse(readFileSync(join(site.folder, 'activity', CITY, 'public', report, 'v1/rapport.json'), 'utf8')))
}
const page = async (report: string, query = '') => (await site.request(`/comptes-rendus/${report}${query}`, { host: 'amiens.example' })).text()

describe('what a report has is decided by the city, before its data are seen', () => {
  test('tables, drawings and words are in the page, the JSON, the HTML file and the PDF of reports to come; what is published stays as it was', async () => {
    const before = await publish('controles-2026-01')
    expect([before.opening, before.drawings]).toEqual([undefined, undefined])
    const opening = { fr: 'En février, la brigade a été formée.\n\nSes méthodes ont changé.', en: 'In February, the unit was trained.' }
    expectAccepted(await defineReports(site.services, asked({ opening, closing: { fr: 'Merci de nous lire.', en: '' } })))
    const report = await publish('controles-2026-02')
    expect(report.tables.map(({ id }) => id).filter((id) => id !== 'total' && !['quarter', 'result'].includes(id))).toEqual([])
    expect(report.drawings).toEqual(['bars'])
    expect(report.closing, 'without English, the French stands for both').toEqual({ fr: 'Merci de nous lire.', en: 'Merci de nous lire.' })
    const [html, english] = [await page('controles-2026-02'), await page('controles-2026-02', '?lang=en')]
    expect(html).toContain('<p>Ses méthodes ont changé.</p>')
    expect(html).not.toContain('quarter-map')
    expect(english).toContain('In February, the unit was trained.')
    const file = readFileSync(join(site.folder, 'activity', CITY, 'public/controles-2026-02/v1/rapport.html'), 'utf8')
    expect(file.indexOf('En février')).toBeLessThan(file.indexOf('<table'))
    expect(file.indexOf('Merci de nous lire')).toBeGreaterThan(file.lastIndexOf('</table>'))
    expect(await page('controles-2026-01')).not.toContain('Merci de nous lire')
  })

  test('each choice stays in view; one that is not offered, no table at all, or a text without end is refused, and nothing changes', async () => {
    const scope = { city: CITY, act: 'check', kind: 'month' } as const
    const known = (await readDefinitions(site.services.db, scope)).length
    expect(await defineReports(site.services, asked({ tables: [] }))).toMatchObject({ code: 'no-table' })
    expect(await defineReports(site.services, asked({ tables: ['month-quarter'] }))).toMatchObject({ code: 'definition-wrong' })
    expect(await defineReports(site.services, asked({ drawings: ['pie'] }))).toMatchObject({ code: 'definition-wrong' })
    expect(await defineReports(site.services, asked({ opening: { fr: 'x'.repeat(4001), en: '' } }))).toMatchObject({ code: 'text-too-long' })
    expect((await readDefinitions(site.services.db, scope)).length).toBe(known)
    const body = new URLSearchParams({ acte: 'check', periode: 'month', debut: 'Ce que j’écrivais.', dessins: 'map' })
    const headers = { cookie: town.cookies.admin, origin: 'http://amiens.example', 'content-type': 'application/x-www-form-urlencoded' }
    const refused = await site.request('/modele-de-compte-rendu', { host: 'amiens.example', method: 'POST', headers, body: body.toString() })
    const back = await refused.text()
    expect(
      [refused.status, back.includes('Choisissez au moins un tableau'), back.includes('Ce que j’écrivais.')],
      'what was typed comes back',
    ).toEqual([422, true, true])
    site.now += 1000
    expectAccepted(await defineReports(site.services, asked({ drawings: [] })))
    expect((await readDefinitions(site.services.db, scope)).map(({ definition }) => definition.drawings)).toEqual([[], ['bars']])
  })

  test('a number in the words that no table shows is put before who signs', async () => {
    const [draft] = (await readDrafts(site.services.db, CITY)).filter(({ report }) => report === 'controles-2026-02')
    if (draft?.content === undefined) throw new Error('the draft is there')
    const total = draft.content.tables.find(({ id }) => id === 'total')?.cells[0]?.count
    const opening = { fr: `${total} contrôles en 2026, dont 7 arrestations et 1\u202f234 amendes.`, en: '' }
    expect(numbersToCheck({ ...draft.content, opening })).toEqual(['7', '1234'])
  })
})
