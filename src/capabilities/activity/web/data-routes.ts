import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '../../../foundation/bytes.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { parseReportName } from '../core/report.ts'
import { readPublications, type PublicationRow } from '../queries/publications.ts'
import { catalogueOf, PER_PAGE } from '../release/catalogue.ts'
import type { Box } from '../release/vocabulary.ts'
import { isPublished } from '../queries/is-published.ts'
import { releaseFolder } from '../release/release-folder.ts'
import { dataPage } from './data-page.tsx'
import { openApi, type ReportList } from './open-api.ts'

const PUBLIC = { kind: 'public' } as const
/** Anyone's page may read them: that is what they are for. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const SHORT = { ...OPEN, 'cache-control': 'public, max-age=300' }
/** A page that needs nothing: its own style, and no request at all. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
}

/** The catalogue, the interface for programs, and the files of each version, for ever. */
export function dataRoutes(services: Services): readonly Route[] {
  const get = (path: string, handle: (call: Call) => Promise<Answer> | Answer): Route => ({ method: 'GET', path, access: PUBLIC, handle })
  return [
    get('/donnees', (call) => dataPage(services, call)),
    get('/donnees/catalogue.jsonld', (call) => catalogue(services, call)),
    get('/donnees/:report/:version/:file', (call) => publishedFile(services, call)),
    get('/api/openapi.json', ({ origin }) => ({ kind: 'json', value: openApi(origin), headers: SHORT })),
    get('/api/v1/comptes-rendus', (call) => listReports(services, call)),
    get('/api/v1/comptes-rendus/:report', (call) => readReport(services, call)),
  ]
}

async function catalogue(services: Services, call: Call): Promise<Answer> {
  const publications = await readPublications(services.db, call.city.code)
  const page = Number(call.query('page') ?? '1')
  if (!Number.isInteger(page) || page < 1 || page > Math.max(1, Math.ceil(publications.length / PER_PAGE))) return refusedJson(refuse('not-found'))
  const box = boxOf(await readQuarters(services.db, call.city.code))
  const text = JSON.stringify(catalogueOf({ city: call.city, box, origin: call.origin, publications, page }))
  return { kind: 'file', bytes: new TextEncoder().encode(text), type: 'application/ld+json', headers: SHORT }
}

function boxOf(quarters: readonly Quarter[]): Box | undefined {
  const points = quarters.flatMap(({ rings }) => rings.flat())
  if (points.length === 0) return undefined
  const [longitudes, latitudes] = [points.map(([longitude]) => longitude), points.map(([, latitude]) => latitude)]
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other))
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other))
  return [least(longitudes), least(latitudes), most(longitudes), most(latitudes)]
}

async function listReports(services: Services, call: Call): Promise<Answer> {
  const publications = await readPublications(services.db, call.city.code)
  const value: ReportList = { total: publications.length, reports: publications.map((row) => listed(row, call.origin)) }
  return { kind: 'json', value, headers: SHORT }
}

function listed({ report, version, content, publishedAt, manifest }: PublicationRow, origin: string): ReportList['reports'][number] {
  return {
    name: report,
    version,
    act: content.act,
    period: content.period.name,
    published: publishedAt.toISOString(),
    url: `${origin}/api/v1/comptes-rendus/${report}?version=${version}`,
    manifest_sha256: toHex(manifest),
  }
}

async function readReport(services: Services, call: Call): Promise<Answer> {
  const asked = call.query('version')
  const versions = (await readPublications(services.db, call.city.code)).filter(({ report }) => report === call.param('report'))
  const row = versions.find(({ version }) => asked === undefined || String(version) === asked)
  return row === undefined ? refusedJson(refuse('not-found')) : { kind: 'json', value: row.content, headers: SHORT }
}

async function publishedFile(services: Services, call: Call): Promise<Answer> {
  const [report, file] = [call.param('report'), call.param('file')]
  const version = /^v([1-9]\d{0,4})$/.exec(call.param('version'))?.[1]
  const [, ending = ''] = /^[a-z_-]+\.(csv|html|json|parquet|pdf)$/.exec(file) ?? []
  if (parseReportName(report) === undefined || version === undefined || ending === '') return refusedPage(refuse('not-found'))
  const release = { city: call.city.code, report, version: Number(version) }
  if (!(await isPublished(services.db, release))) return refusedPage(refuse('not-found'))
  const place = join(services.config.varFolder, releaseFolder(call.city.code, release), file)
  const bytes = await readFile(place).catch(() => undefined)
  if (bytes === undefined) return refusedPage(refuse('not-found'))
  const headers = {
    ...OPEN,
    'cache-control': 'public, max-age=31536000, immutable',
    ...(ending === 'html' && { 'content-security-policy': PAGE_POLICY }),
  }
  return { kind: 'file', bytes: new Uint8Array(bytes), type: TYPES[ending] ?? 'application/octet-stream', headers }
}
