import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '../../../foundation/result.ts'
import { refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { parseReportName } from '../core/report.ts'
import { releaseFolder } from '../release/release-folder.ts'

const PUBLIC = { kind: 'public' } as const
/** Anyone's page may read them: that is what they are for. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
}

/** The files of each version, for ever. */
export function dataRoutes(services: Services): readonly Route[] {
  return [{ method: 'GET', path: '/donnees/:report/:version/:file', access: PUBLIC, handle: (call) => publishedFile(services, call) }]
}

async function publishedFile(services: Services, call: Call): Promise<Answer> {
  const [report, file] = [call.param('report'), call.param('file')]
  const version = /^v([1-9]\d{0,4})$/.exec(call.param('version'))?.[1]
  const [, ending = ''] = /^[a-z_-]+\.(csv|json|parquet|pdf)$/.exec(file) ?? []
  if (parseReportName(report) === undefined || version === undefined || ending === '') return refusedPage(refuse('not-found'))
  const place = join(services.config.varFolder, releaseFolder(call.city.code, { report, version: Number(version) }), file)
  const bytes = await readFile(place).catch(() => undefined)
  if (bytes === undefined) return refusedPage(refuse('not-found'))
  const headers = { ...OPEN, 'cache-control': 'public, max-age=31536000, immutable' }
  return { kind: 'file', bytes: new Uint8Array(bytes), type: TYPES[ending] ?? 'application/octet-stream', headers }
}
