import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import type { PublicFile } from '../../../platform/files/write-public.ts'
import type { PublishedReport } from '../core/published-report.ts'
import { dataPackage } from './data-package.ts'
import { drawHtml } from './draw-html.tsx'
import { drawPdf } from './draw-pdf.ts'
import { writeParquet } from './write-parquet.ts'
import { differencesCsv, tableCsv } from './write-tables.ts'

/** All files of one version, the manifest last: it names each with its size and SHA-256, and the journal has the manifest's own. */
export async function drawRelease(report: PublishedReport, before: PublishedReport | undefined): Promise<readonly PublicFile[]> {
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const files: readonly PublicFile[] = [
    { path: 'rapport.json', bytes: utf8(`${JSON.stringify(report, undefined, 1)}\n`) },
    ...report.tables.map((table) => ({ path: `${table.id}.csv`, bytes: utf8(tableCsv(report, table)) })),
    ...(before === undefined ? [] : [{ path: 'differences.csv', bytes: utf8(differencesCsv(before, report)) }]),
    { path: 'datapackage.json', bytes: utf8(dataPackage(report)) },
    { path: 'tableaux.parquet', bytes: await writeParquet(report) },
    { path: 'rapport.html', bytes: utf8(drawHtml(report)) },
    { path: 'rapport.pdf', bytes: await drawPdf(report) },
  ]
  const listed = files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: toHex(sha256(bytes)) }))
  const manifest = { format: 1, report: report.name, version: report.version, certificates: report.certificates, files: listed }
  return [...files, { path: 'manifest.json', bytes: utf8(`${JSON.stringify(manifest, undefined, 1)}\n`) }]
}
