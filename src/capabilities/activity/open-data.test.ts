import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { expectAccepted } from '../../foundation/result.ts'
import { CAPABILITIES } from '../../main.ts'
import { createSite } from '../../site.ts'
import { buildTown } from '../../testing/cast.ts'
import { importInvented } from '../../testing/invented-facts.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { publishDraft } from './actions/publish-draft.ts'
import { requestDraft } from './actions/request-draft.ts'
import { signDraft } from './actions/sign-draft.ts'
import { publishedReportShape, totalOf } from './core/published-report.ts'
import { quoted, rowsOf, withDuck } from './facts/duck.ts'
import { readDrafts } from './queries/drafts.ts'
import { readPublications } from './queries/publications.ts'
import { catalogueOf, PER_PAGE } from './release/catalogue.ts'

const CITY = '80021'
const ACT = { city: CITY, by: undefined }
const SHAPES = join(import.meta.dirname, '../../../../shared/data/open-data/dcat-ap-2.1.1')
let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  site.now = Date.parse('2026-04-02T08:00:00Z')
  await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example', optionalFields: ['age_band'] })
  await importInvented(site, { city: CITY, month: '2026-01', rows: 260 })
  await publish('controles-2026-01')
  await importInvented(site, { city: CITY, month: '2026-02', rows: 300 })
  await publish('controles-2026-02')
}, 60_000)
afterAll(() => site.close())

async function publish(report: string): Promise<void> {
  const draft = expectAccepted(await requestDraft(site.services, { ...ACT, report, today: '2026-04-02' }))
  await makeDrafts(site.services, CITY)
  expect((await readDrafts(site.services.db, CITY)).find((row) => row.draft === draft)?.refusal).toBeNull()
  expectAccepted(await signDraft(site.services, { ...ACT, draft }))
  expectAccepted(await publishDraft(site.services, { ...ACT, draft }))
}

async function ask(path: string): Promise<Response> {
  const server = createSite(site.services, CAPABILITIES)
  return server.fetch(new Request(`http://amiens.example${path}`, { headers: { host: 'amiens.example' } }))
}

/** What the shapes of DCAT-AP say against a catalogue: path and message of each result. */
async function objectionsTo(catalogue: object, shapes: string): Promise<readonly string[]> {
  const quads = z.string().parse(await jsonld.toRDF(catalogue, { format: 'application/n-quads' }))
  const validator = new Validator(new Store(new Parser().parse(readFileSync(join(SHAPES, shapes), 'utf8'))))
  const report = await validator.validate(new Store(new Parser({ format: 'N-Quads' }).parse(quads)))
  return report.results.map(({ path, focusNode, message }) => `${focusNode?.value} ${path?.value}: ${message.map(({ value }) => value).join(', ')}`)
}

describe('the catalogue', () => {
  test.each(['shapes.ttl', 'range.ttl'])('is what DCAT-AP 2.1.1 asks for: %s', async (shapes) => {
    const catalogue = z.looseObject({ '@graph': z.array(z.unknown()) }).parse(await (await ask('/donnees/catalogue.jsonld')).json())
    expect(catalogue['@graph'].length).toBeGreaterThan(20)
    expect(await objectionsTo(catalogue, shapes)).toEqual([])
  })

  test('has all that DCAT-AP recommends too, where the outlines of the quarters are known', async () => {
    const publications = await readPublications(site.services.db, CITY)
    const city = { code: CITY, name: 'Amiens', contact: 'contact@ville.example' }
    const catalogue = catalogueOf({ city, box: [2.22, 49.85, 2.35, 49.95], origin: 'http://amiens.example', publications, page: 1 })
    expect(await objectionsTo(catalogue, 'shapes_recommended.ttl')).toEqual([])
  })

  test('one whose datasets lack what is asked for is seen', async () => {
    const text = await (await ask('/donnees/catalogue.jsonld')).text()
    const worse: unknown = JSON.parse(text.replaceAll('"dct:description"', '"dct:describes"').replaceAll('"dcat:accessURL"', '"dcat:noURL"'))
    expect((await objectionsTo(z.looseObject({}).parse(worse), 'shapes.ttl')).length).toBeGreaterThan(5)
  })

  test('is the same on each of its pages, and each version of each report stands on exactly one', async () => {
    const [row] = await readPublications(site.services.db, CITY)
    if (row === undefined) throw new Error('nothing is published')
    const many = Array.from({ length: PER_PAGE + 3 }, (_, index) => ({ ...row, version: index + 1 }))
    const city = { code: CITY, name: 'Amiens', contact: 'contact@ville.example' }
    const pages = [1, 2].map((page) => catalogueOf({ city, origin: 'http://amiens.example', publications: many, page }))
    for (const page of pages) expect(await objectionsTo(page, 'shapes.ttl')).toEqual([])
    const named = pages.flatMap((page) => [...JSON.stringify(page).matchAll(/"dct:identifier":"([^"]+)"/g)].map(([, name]) => name))
    expect(new Set(named).size).toBe(many.length)
    expect(named.length).toBe(many.length)
    expect(JSON.stringify(pages[0])).toContain('"hydra:next":{"@id":"http://amiens.example/donnees/catalogue.jsonld?page=2"}')
  }, 30_000)
})

const packageShape = z.object({
  resources: z.array(
    z.object({
      path: z.string(),
      schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().min(1) })) }),
    }),
  ),
})

describe('the interface for programs', () => {
  const documentShape = z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.object({ get: z.object({ responses: z.object({ 200: z.object({ content: z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) }) }) }) }) })) }) // prettier-ignore

  test('is described whole: each address that there is, and each answers as its own schema says', async () => {
    const document = documentShape.parse(await (await ask('/api/openapi.json')).json())
    const routes = site.site.routes.map(({ path }) => path.replace(':report', '{report}')).filter((path) => path.startsWith('/api/v1/'))
    expect(Object.keys(document.paths).sort()).toEqual(routes.sort())
    for (const [path, { get }] of Object.entries(document.paths)) {
      const answer = await ask(path.replace('{report}', 'controles-2026-01'))
      expect([path, answer.status]).toEqual([path, 200])
      const schema = z.fromJSONSchema(get.responses[200].content['application/json'].schema)
      const told: unknown = await answer.json()
      expect(schema.safeParse(told).success, path).toBe(true)
      expect(schema.safeParse({ ...(told as object), invented: 1 }).success, `${path}: and nothing else`).toBe(false) // parsing: an object, by its schema
    }
    expect((await ask('/api/v1/comptes-rendus/controles-2026-01?version=9')).status).toBe(404)
    expect((await ask('/api/v1/comptes-rendus/controles-2031-01')).status).toBe(404)
  })
})

describe('a journalist with DuckDB and the published files alone', () => {
  const folder = join('public', 'controles-2026-01', 'v1')

  test('finds the columns and types that the data package describes, and in each table the numbers of the report', async () => {
    const place = join(site.folder, 'activity', CITY, folder)
    const { resources } = packageShape.parse(JSON.parse(readFileSync(join(place, 'datapackage.json'), 'utf8')))
    const report = publishedReportShape.parse(JSON.parse(readFileSync(join(place, 'rapport.json'), 'utf8')))
    expect(resources.length).toBe(report.tables.length)
    await withDuck({ folders: [place] }, async (duck) => {
      for (const [index, { path, schema }] of resources.entries()) {
        const types = schema.fields.map(({ name, type }) => `'${name}': '${type === 'integer' ? 'BIGINT' : 'VARCHAR'}'`).join(', ')
        const csv = `read_csv(${quoted(join(place, path))}, header = true, all_varchar = false, columns = {${types}})`
        const [[cells, sum, withheld] = []] = await rowsOf(
          duck,
          `select count(*), coalesce(sum(nombre), 0)::bigint, count(*) filter (etat = 'retenu') from ${csv}`,
        )
        const table = report.tables[index]
        expect(cells, path).toBe(table?.cells.length)
        expect(sum, path).toBe(table?.cells.reduce((total, { count }) => total + (count ?? 0), 0))
        expect(withheld, path).toBe(table?.cells.filter(({ count }) => count === null).length)
        // Not their sum alone: each number in its own cell.
        const numbers = (await rowsOf(duck, `select nombre from ${csv}`)).map(([nombre]) => (nombre === null ? null : Number(nombre)))
        expect(numbers, path).toEqual(table?.cells.map(({ count }) => count))
      }
      const [[all] = []] = await rowsOf(duck, `select count(*) from read_parquet(${quoted(join(place, 'tableaux.parquet'))})`)
      expect(all).toBe(report.tables.reduce((total, { cells }) => total + cells.length, 0))
    })
  })

  test('the served files are those of the folder, byte for byte', async () => {
    for (const file of ['result.csv', 'tableaux.parquet', 'rapport.json', 'datapackage.json']) {
      const served = new Uint8Array(await (await ask(`/donnees/controles-2026-01/v1/${file}`)).arrayBuffer())
      expect(Buffer.from(served).equals(readFileSync(join(site.folder, 'activity', CITY, folder, file))), file).toBe(true)
    }
  })
})

describe('what others show of it', () => {
  test('a table in a frame of anyone’s page: one version, no script, nothing to press; every other page refuses to be framed', async () => {
    const embedded = await ask('/comptes-rendus/controles-2026-01/v1/integrer/result')
    expect(embedded.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(embedded.headers.get('x-frame-options')).toBeNull()
    const html = await embedded.text()
    expect(html).not.toMatch(/<(script|form|button|input)/)
    expect(html).toContain('/comptes-rendus/controles-2026-01?version=1')
    const page = await ask('/comptes-rendus/controles-2026-01')
    expect([page.headers.get('x-frame-options'), page.headers.get('content-security-policy')]).toEqual([
      'DENY',
      expect.stringContaining("frame-ancestors 'none'"),
    ])
    for (const path of ['v2/integrer/result', 'v1/integrer/total', 'v1/integrer/../result'])
      expect((await ask(`/comptes-rendus/controles-2026-01/${path}`)).status, path).toBe(404)
  })

  test('the report as one page that needs nothing: its numbers are those of the report, its hash is in the manifest', async () => {
    const served = await ask('/donnees/controles-2026-01/v1/rapport.html')
    expect(served.headers.get('content-security-policy')).toContain("default-src 'none'")
    const bytes = new Uint8Array(await served.arrayBuffer())
    const html = new TextDecoder().decode(bytes)
    expect(html).not.toMatch(/<(script|img|link|iframe)|https?:\/\/(?!data\.police)/)
    const manifest = z.object({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) }).parse(await (await ask('/donnees/controles-2026-01/v1/manifest.json')).json()) // prettier-ignore
    expect(manifest.files.find(({ path }) => path === 'rapport.html')?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const report = publishedReportShape.parse(await (await ask('/donnees/controles-2026-01/v1/rapport.json')).json())
    const shown = [...html.matchAll(/<td class="number">([^<]*)<\/td>/g)].map(([, text = '']) => text)
    expect(shown.filter((text) => text === 'retenu').length).toBe(report.tables.flatMap(({ names, cells }) => (names.length > 0 ? cells : [])).filter(({ count }) => count === null).length) // prettier-ignore
  })
})

test('a rounded percentage of a known base would be the number itself: no page says one of a withheld number', async () => {
  /** Whole numbers whose share of this base is written so. */
  const numbersOf = (percent: number, base: number) => [...Array(base + 1).keys()].filter((count) => Math.round((100 * count) / base) === percent)
  const report = publishedReportShape.parse(await (await ask('/donnees/controles-2026-01/v1/rapport.json')).json())
  const base = totalOf(report) ?? 0
  expect(
    numbersOf(2, base).every((count) => count < report.threshold),
    'planted: 2 % would tell that there are fewer than the threshold',
  ).toBe(true)
  expect(report.figures.withheld).toBeGreaterThan(0)
  let rows = 0
  for (const path of ['', '/explorer?tableau=result', '/explorer?tableau=quarter', '/explorer?tableau=age', '/explorer?tableau=period']) {
    const html = await (await ask(`/comptes-rendus/controles-2026-01${path}`)).text()
    for (const [row] of html.matchAll(/<tr[ >].*?<\/tr>/gs)) {
      if (!row.includes('class="withheld"')) continue
      rows += 1
      expect(row).not.toMatch(/%|\d+\s*\/\s*\d+/)
    }
  }
  expect(rows).toBeGreaterThan(0)
})
