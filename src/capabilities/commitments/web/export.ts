import { stringify } from 'csv-stringify/sync'
import type { Indicator } from '../../../platform/services.ts'
import type { Commitment } from '../core/publication.ts'

const COLUMNS = [
  'commitment', 'version', 'statement_fr', 'statement_en', 'promised_on', 'due_kind', 'due_on', 'first_due_kind', 'first_due_on', 'owed_by', 'partner', 'quarters',
  'state', 'timeliness', 'contested', 'measured', 'missed_years', 'documents', 'source', 'page', 'source_address', 'source_place', 'agreed',
] as const // prettier-ignore

/** A line a commitment. RFC 4180; what a spreadsheet would take for a formula gets an apostrophe. */
export function registerCsv(register: readonly Commitment[]): string {
  const rows = register.map(({ commitment, current, versions, state, documents }) => {
    const { statement, promisedOn, due, owedBy, partner, quarters, source } = current.terms
    const first = versions[0]?.terms.due ?? due
    return [
      commitment, current.version, statement.fr, statement.en, promisedOn, due.kind, state.on ?? '', first.kind, 'on' in first ? first.on : String(first.from), owedBy.fr, partner?.fr ?? '', quarters.join(' '),
      state.word, state.due, String(state.contested), String(state.measured), state.missed.join(' '), documents.length, source.title.fr, source.page ?? '', source.address ?? '', source.place?.fr ?? '', String(state.agreed),
    ] // prettier-ignore
  })
  return stringify([[...COLUMNS], ...rows], { escape_formulas: true })
}

/** All that the pages show, for machines. Dates are ISO 8601. */
export function registerJson(register: readonly Commitment[], indicators: readonly Indicator[]) {
  return {
    indicators: indicators.map(({ id, title, definition, unit, better }) => ({
      id,
      source: id.split('.')[0] ?? '',
      title,
      definition,
      unit,
      better,
    })),
    commitments: register.map(({ commitment, versions, children, findings, documents, measurements, state }) => ({
      commitment,
      state,
      children,
      versions: versions.map(({ version, terms, reason, publishedAt }) => ({ version, publishedAt: publishedAt.toISOString(), reason, terms })),
      findings: findings.map(({ party, number, finding, reasons, evidence, indicators: figures, foundAt, year }) => ({
        party,
        number,
        finding,
        reasons,
        evidence,
        indicators: figures,
        foundAt: foundAt.toISOString(),
        year: year ?? null,
      })),
      documents: documents.map(({ reference, party, title, address, words, dated, decision }) => ({
        reference,
        party,
        title,
        address,
        words,
        dated,
        acceptedAt: decision?.decidedAt.toISOString(),
        reasons: decision?.reasons,
      })),
      measurements: measurements.map(({ indicator, day, value }) => ({ indicator, day, value: value ?? null })),
    })),
  }
}
