import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { proposeDocument, sayFinding, shipProgramme } from '../commitments/index.ts'
import { refreshIndex } from './actions/refresh-index.ts'
import { search } from './actions/search.ts'

let site: TestSite
let [town, other]: Town[] = []

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.example:3000' })
  other = await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.example:3000' })
  expectAccepted(await shipProgramme(site.services, { city: town.code, by: undefined }))
  for (const { code } of [town, other]) await refreshIndex(site.services, code)
})
afterAll(() => site.close())

const ask = (text: string, { language = 'fr', city = '80021', page = 1 }: { language?: 'fr' | 'en'; city?: string; page?: number } = {}) =>
  search(site.services.db, { city, language, text, page })
const paths = async (text: string, options?: Parameters<typeof ask>[1]) => (await ask(text, options)).found.map(({ path }) => path)
const read = async (path: string, host = 'amiens.example:3000') => (await site.request(path, { host })).text()

describe('a search', () => {
  it('forgives accents, endings and capitals', async () => {
    for (const text of ['médiateurs', 'mediateurs', 'MÉDIATEUR', 'mediateur'])
      expect([text, (await paths(text))[0]]).toEqual([text, '/engagements/P03'])
  })

  it('forgives a mistyped word, and says what it looked for instead', async () => {
    for (const [typed, path] of [
      ['mediatuers', '/engagements/P03'],
      ['palpasion', '/vos-droits/palpation'],
      ['manifestasion', '/vos-droits/manifestation'],
    ] as const) {
      const answered = await ask(typed)
      expect([typed, answered.corrected !== undefined, answered.found.map((one) => one.path).includes(path)]).toEqual([typed, true, true])
    }
    expect(await read('/recherche?q=palpasion')).toContain('Voici ce qui répond à')
  })

  it('finds English in English; in French it is a French word mistyped', async () => {
    expect((await paths('mediators', { language: 'en' }))[0]).toBe('/engagements/P03')
    expect(await ask('mediators')).toMatchObject({ corrected: 'mediateurs' })
  })

  it('marks what it found, and nothing of what was typed becomes markup', async () => {
    expect(await read('/recherche?q=médiateurs')).toContain('<mark>')
    for (const text of ['<script>alert(1)</script>', `"' & ! | : * ( )`, '\\', '-', '"', '%', '\uE000x\uE001', 'a'.repeat(5000), '\0']) {
      const answer = await site.request(`/recherche?q=${encodeURIComponent(text)}`, { host: 'amiens.example:3000' })
      expect([text.slice(0, 20), answer.status]).toEqual([text.slice(0, 20), 200])
      expect(await answer.text()).not.toContain('<script>alert')
    }
  })

  it('finds a page in another language by its own words, from either language of the site', async () => {
    for (const language of ['fr', 'en'] as const) expect(await paths('الهوية', { language })).toContain('/vos-droits/ar/rue')
  })

  it('says so in words when nothing answers, with places to start from', async () => {
    expect(await read('/recherche?q=zzzzqqqq')).toContain('Rien ne répond')
    expect((await site.request('/recherche', { host: 'amiens.example:3000' })).status).toBe(200)
  })

  it('of one city answers nothing of another', async () => {
    expect(await paths('médiateurs', { city: '59350' })).not.toContain('/engagements/P03')
    expect(await paths('palpation', { city: '59350' })).toContain('/vos-droits/palpation')
  })

  it('leaves no question in the logs', () => {
    expect(site.logs.join('\n')).not.toMatch(/palpasion|zzzzqqqq/)
  })
})

describe('the index', () => {
  it('holds what waits for an editor only once it is accepted, and follows what changes', async () => {
    const by = { city: '80021', by: undefined }
    const proposal = { commitment: 'P05', title: 'Zébulonade', address: '', words: 'Une preuve.', dated: '2024-01-01' }
    expectAccepted(await proposeDocument(site.services, by, { ...proposal, party: 'citizen' }))
    await refreshIndex(site.services, '80021')
    expect(await paths('zébulonade')).toEqual([])
    expectAccepted(await proposeDocument(site.services, by, { ...proposal, party: 'observer' }))
    await refreshIndex(site.services, '80021')
    expect(await paths('zébulonade')).toEqual(['/engagements/P05'])
    expectAccepted(
      await sayFinding(site.services, by, {
        commitment: 'P14',
        party: 'observer',
        finding: 'under_way',
        reasons: 'Un kaléidoscopage.',
        evidence: [],
        indicators: [],
      }),
    )
    await Promise.all([refreshIndex(site.services, '80021'), refreshIndex(site.services, '80021')])
    expect(await paths('kaleidoscopage')).toEqual(['/engagements/P14'])
  })

  it('forgets a page that is gone', async () => {
    const without = { ...site.services, pages: async () => [] }
    await refreshIndex(without, '59350')
    expect(await paths('palpation', { city: '59350' })).toEqual([])
  })
})

it('each page that anyone may read and that asks not to be left out is found: by search and in the sitemap', async () => {
  const known = new Set((await site.services.pages(site.services, '80021')).map(({ path }) => path))
  const missing: string[] = []
  for (const { method, path, access } of site.site.routes) {
    if (method !== 'GET' || access.kind !== 'public' || path.includes(':') || known.has(path)) continue
    const answer = await site.request(path, { host: 'amiens.example:3000', headers: { accept: 'text/html' } })
    const isPage = answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html') === true
    if (isPage && !(await answer.text()).includes('name="robots" content="noindex')) missing.push(path)
  }
  expect(missing).toEqual([])
})

it('the sitemap lists each public page once; robots are kept out of what is someone’s own', async () => {
  const xml = await read('/sitemap.xml')
  for (const path of ['/', '/engagements/P06', '/vos-droits/rue', '/vos-droits/ar/rue', '/donnees'])
    expect(xml.split(`<loc>http://amiens.example:3000${path}</loc>`)).toHaveLength(2)
  expect(xml).toContain('hreflang="en" href="http://amiens.example:3000/engagements/P06?lang=en"')
  const listed = [...xml.matchAll(/<loc>http:\/\/amiens\.example:3000([^<]*)<\/loc>/g)].map(([, path = '']) => path)
  for (const path of listed) expect([path, (await site.request(path, { host: 'amiens.example:3000' })).status]).toEqual([path, 200])
  const rules = [...(await read('/robots.txt')).matchAll(/^Disallow: (.+)$/gm)].map(([, rule = '']) => rule)
  const isKeptOut = (path: string) => rules.some((rule) => (rule.endsWith('$') ? path === rule.slice(0, -1) : path.startsWith(rule)))
  expect(['/suivi/x', '/preuves/x', '/gestion/engagements', '/compte'].filter((path) => !isKeptOut(path))).toEqual([])
  expect(listed.filter(isKeptOut)).toEqual([])
})
