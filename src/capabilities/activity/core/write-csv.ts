import { stringify } from 'csv-stringify/sync'

/** RFC 4180; what a spreadsheet would take for a formula gets an apostrophe, so that it stays a text. */
export function writeCsv(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return stringify([[...titles], ...rows.map((row) => [...row])], { escape_formulas: true })
}
