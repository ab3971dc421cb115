import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { declareChecks, importQuarters, readQuarters } from '../city/index.ts'
import { importFiles } from './actions/import-files.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { publishDraft } from './actions/publish-draft.ts'
import { requestDraft } from './actions/request-draft.ts'
import { signDraft } from './actions/sign-draft.ts'
import { verifyReport } from './actions/verify-report.ts'
import { parseMapping } from './core/mapping.ts'
import { publishedReportShape } from './core/published-report.ts'
import { FEWEST_RESIDENTS, joinSmallPlaces } from './core/small-places.ts'
import { readDrafts } from './queries/drafts.ts'
import { joinPlaces } from './reports/join-places.ts'
import type { FactCounts } from './reports/release-space.ts'

const CITY = '80021'
let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  site.now = Date.parse('2026-04-02T08:00:00Z')
  await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example' })
})
afterAll(() => site.close())

describe('no area of fewer than 2,000 residents stands alone', () => {
  const place = (code: string, residents: number | undefined, sector = code) => ({ code, residents, sector })

  test('the small ones stand together, with the next one until they are enough; a place of which nobody says who lives there is a small one', () => {
    expect(joinSmallPlaces([place('a', 5000), place('b', 900), place('c', 1500), place('d', undefined)])).toEqual({ small: ['d', 'b', 'c'] })
    expect(joinSmallPlaces([place('a', 5000), place('b', 900), place('c', 3000)])).toEqual({ small: ['b', 'c'] })
    expect(joinSmallPlaces([place('a', 5000), place('b', 2000)])).toEqual({})
  })

  test('unknown residents add nobody: all of them together are one place, and no table tells them apart', () => {
    expect(joinSmallPlaces([place('a', 900), place('d', undefined), place('c', undefined)])).toEqual({ small: ['c', 'd', 'a'] })
    expect(joinSmallPlaces([place('c', undefined), place('d', undefined)])).toEqual({ small: ['c', 'd'] })
  })

  test('within a sector, so that the sector stays whole', () => {
    const places = [place('a', 900, 'N'), place('b', 4000, 'N'), place('c', 1500, 'S'), place('d', 1500, 'S'), place('e', 9000, 'S')]
    expect(joinSmallPlaces(places)).toEqual({ 'small-N': ['a', 'b'], 'small-S': ['c', 'd'] })
  })

  test('what is too small in its sector is joined across sectors, with the next larger until it is enough', () => {
    expect(joinSmallPlaces([place('a', 500, 'S'), place('b', 9000, 'T'), place('c', 9500, 'T')])).toEqual({ small: ['a', 'b'] })
    expect(joinSmallPlaces([place('a', 500, 'S'), place('a2', 600, 'S'), place('d', 1200, 'U'), place('b', 9000, 'T')])).toEqual({ small: ['a', 'a2', 'd'] }) // prettier-ignore
    expect(joinSmallPlaces([place('a', 500, 'S'), place('b', 900, 'T'), place('c', 3000, 'T')])).toEqual({ small: ['a', 'b', 'c'] })
  })

  test('whatever the places: no joined one is too small while another could be added, none is in two, and no act is lost', () => {
    const places = fc.uniqueArray(fc.record({ code: fc.integer({ min: 1, max: 60 }).map(String), residents: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }), sector: fc.constantFrom('N', 'S', '') }), { selector: ({ code }) => code, maxLength: 30 }) // prettier-ignore
    fc.assert(
      fc.property(places, (drawn) => {
        const all = drawn.map(({ code, residents, sector }) => ({ code, residents, sector: sector === '' ? code : sector }))
        const joined = joinSmallPlaces(all)
        const within = Object.values(joined).flat()
        expect(new Set(within).size).toBe(within.length)
        const sizeOf = (code: string) => all.find((one) => one.code === code)?.residents
        const isSmallArea = (codes: readonly string[]) => codes.reduce((sum, code) => sum + (sizeOf(code) ?? 0), 0) < FEWEST_RESIDENTS
        const areas = [...Object.values(joined), ...all.filter(({ code }) => !within.includes(code)).map(({ code }) => [code])]
        // Only where everything together is too few.
        if (areas.some(isSmallArea)) expect(areas).toHaveLength(1)
        for (const codes of Object.values(joined)) expect(codes.length).toBeGreaterThan(1)
        const facts: FactCounts = {
          dimensions: ['month', 'quarter'],
          combinations: all.map(({ code }, index) => ({ codes: ['2026-01', code], count: index + 1 })),
          groups: { sector: Object.fromEntries(all.map(({ code, sector }) => [code, sector])) },
        }
        const sumOf = ({ combinations }: FactCounts) => combinations.reduce((sum, { count }) => sum + count, 0)
        const after = joinPlaces(facts, joined)
        expect(sumOf(after)).toBe(sumOf(facts))
        for (const { codes } of after.combinations) expect(after.groups.sector?.[codes[1] ?? '']).toBeDefined()
      }),
    )
  })
})

test('from the outlines that the clerk imports to the report that the public reads: small quarters are one row, named, and the numbers are verified', async () => {
  const square = (at: number) => ({ type: 'Polygon', coordinates: [[[at, 0], [at + 1, 0], [at + 1, 1], [at, 0]]] }) // prettier-ignore
  const quarters = [['Saint-Leu', 8000], ['Étouvie', 1200], ['Hameau', 700], ['Île', 1500], ['Gare', 4000]] as const // prettier-ignore
  const features = quarters.map(([nom, population], at) => ({ type: 'Feature', properties: { nom, population }, geometry: square(at) })) // prettier-ignore
  expectAccepted(
    await importQuarters(site.services.db, { city: CITY, geojson: JSON.stringify({ type: 'FeatureCollection', features }), source: 'essai' }),
  )
  const known = await readQuarters(site.services.db, CITY)
  const codeOf = (name: string) => String(known.find((one) => one.name === name)?.quarter)
  const label = (word: string) => ({ fr: word, en: word })
  const fields = { quarter: { column: 'q', values: Object.fromEntries(quarters.map(([name]) => [name, codeOf(name)])), labels: Object.fromEntries(quarters.map(([name]) => [codeOf(name), label(name)])) } } // prettier-ignore
  const mapping = expectAccepted(parseMapping(JSON.stringify({ source: 'essai', act: 'check', moment: { column: 'd', form: 'local' }, fields })))
  const lines = quarters.flatMap(([name], index) => Array.from({ length: 40 + 10 * index }, (_, day) => `2026-01-${String(1 + (day % 28)).padStart(2, '0')},${name}`)) // prettier-ignore
  await site.services.files.write('q.csv', new TextEncoder().encode(`d,q\n${lines.join('\n')}\n`))
  expectAccepted(
    await importFiles(site.services, { city: CITY, files: [{ name: 'q.csv', path: join(site.folder, 'q.csv') }], mapping, by: undefined }),
  )
  const act = { city: CITY, by: undefined }
  const by = '00000000-0000-7000-8000-000000000000'
  const declare = (unit: number, day: string, checks: number) => declareChecks(site.services.db, { city: CITY, unit, day, checks, by, now: site.services.clock(), today: '2026-04-02' }) // prettier-ignore
  for (const [unit, day, checks] of [[1, '2026-01-05', 200], [1, '2026-01-05', 250], [2, '2026-01-06', 80], [1, '2026-02-01', 999]] as const) expectAccepted(await declare(unit, day, checks)) // prettier-ignore
  const draft = expectAccepted(await requestDraft(site.services, { ...act, report: 'controles-2026-01', today: '2026-04-02' }))
  await makeDrafts(site.services, CITY)
  expect((await readDrafts(site.services.db, CITY)).find((row) => row.draft === draft)?.refusal).toBeNull()
  expectAccepted(await signDraft(site.services, { ...act, draft }))
  expectAccepted(await publishDraft(site.services, { ...act, draft }))
  const place = join(site.folder, 'activity', CITY, 'public/controles-2026-01/v1/rapport.json')
  const report = publishedReportShape.parse(JSON.parse(readFileSync(place, 'utf8')))
  const table = report.tables.find(({ id }) => id === 'quarter')
  const shown = new Map(table?.cells.map(({ labels, count }) => [labels.quarter, count]))
  expect(shown.get('small')).toBe(50 + 60 + 70)
  expect(shown.get(codeOf('Hameau'))).toBeUndefined()
  expect(shown.get(codeOf('Saint-Leu'))).toBe(40)
  expect(report.joined?.[0]?.places.map(({ label: { fr } }) => fr).sort()).toEqual(['Hameau', 'Étouvie', 'Île'].sort())
  expect(expectAccepted(await verifyReport(site.services, { city: CITY, report: 'controles-2026-01' })).different).toEqual([])
  const html = await (await site.request('/comptes-rendus/controles-2026-01', { host: 'amiens.example' })).text()
  expect(html).toContain('Petits quartiers réunis')
  expect(html).toMatch(/n’est pas montré seul/)
  expect(html.match(/class="quarter-outline"/g)?.length, 'the map draws each imported outline').toBe(2)
  expect(html.match(/class="quarter-border" fill="url\(#hatch-\d+\)"/g)?.length, 'hatched where no number of its own is told').toBe(3)
  expect(html.match(/>réuni</g)?.length).toBe(3)
  expect(report.declared, 'of the month alone, the latest word of each day').toBe(330)
  expect(html).toMatch(/les services déclarent 330 contrôles/)
})
