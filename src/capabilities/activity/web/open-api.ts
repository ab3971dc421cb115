import { z } from 'zod'
import { publishedReportShape } from '../core/published-report.ts'

const listShape = z.strictObject({
  total: z.int(),
  reports: z.array(
    z.strictObject({
      name: z.string(),
      version: z.int(),
      act: z.string(),
      period: z.string(),
      published: z.string(),
      url: z.string(),
      manifest_sha256: z.string(),
    }),
  ),
})
export type ReportList = z.infer<typeof listShape>

/** OpenAPI 3.1; its schemas are those that the program itself reads by. */
export function openApi(origin: string): object {
  const answer = (description: string, schema: z.ZodType) => ({
    200: { description, content: { 'application/json': { schema: z.toJSONSchema(schema) } } },
  })
  const missing = { 404: { description: 'No such report, or no such version.' } }
  const report = { name: 'report', in: 'path', required: true, schema: { type: 'string' }, example: 'controles-2026-10' }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vis-à-vis: activity reports',
      version: '1.0.0',
      description: 'Published tables of police activity. A count that is null is withheld. Nothing here needs a key.',
      license: { name: 'Licence Ouverte 2.0', url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence' },
    },
    servers: [{ url: origin }],
    paths: {
      '/api/v1/comptes-rendus': {
        get: { operationId: 'listReports', summary: 'Every version of every report, the latest first', responses: answer('The list', listShape) },
      },
      '/api/v1/comptes-rendus/{report}': {
        get: {
          operationId: 'readReport',
          summary: 'One report with all its tables: the latest version, or another',
          parameters: [report, { name: 'version', in: 'query', schema: { type: 'integer', minimum: 1 } }],
          responses: { ...answer('The report', publishedReportShape), ...missing },
        },
      },
    },
  }
}
