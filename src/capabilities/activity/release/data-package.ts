import { DICTIONARY } from '../core/dictionary.ts'
import type { PublishedReport } from '../core/published-report.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'
import { columnsOf } from './write-tables.ts'

export const LICENCE = { name: 'etalab-2.0', title: 'Licence Ouverte 2.0', path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence' } as const

/** Frictionless Data Package 1.0: each CSV with the type and the meaning of its columns. */
export function dataPackage(report: PublishedReport): string {
  const known = new Map(DICTIONARY.map((entry) => [entry.name, entry]))
  const descriptor = {
    name: `${report.name}-v${report.version}`,
    title: `${REPORT_WORDS[report.act].fr} : ${periodWords(report.period.name, 'fr')}, ${report.city.name}`,
    description: REPORT_WORDS.rule.fr.replace('{most}', String(report.threshold - 1)),
    version: `${report.version}.0.0`,
    created: `${report.made}T00:00:00Z`,
    licenses: [LICENCE],
    sources: report.sources.map(({ source, attribution }) => ({ title: attribution === undefined ? source : `${source} — ${attribution}` })),
    resources: report.tables.map((table) => ({
      name: table.id,
      title: tableTitle(table.id, 'fr'),
      path: `${table.id}.csv`,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: columnsOf(table).map((name) => ({
          name,
          type: known.get(name)?.type ?? 'string',
          title: known.get(name)?.title.fr ?? name,
          description: known.get(name)?.meaning.fr ?? '',
        })),
        missingValues: [''],
      },
    })),
  }
  return `${JSON.stringify(descriptor, undefined, 1)}\n`
}
