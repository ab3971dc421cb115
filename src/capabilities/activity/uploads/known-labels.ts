import type { Database } from '../../../platform/db/database.ts'
import { readQuarters, readUnits } from '../../city/index.ts'
import { AGE_LABELS, GROUND_LABELS, MOTIVE_LABELS, RESULT_LABELS, SEX_LABELS } from '../../receipts/index.ts'
import { labelsOf, type LabelBook } from '../core/labels.ts'
import { readImports } from '../queries/imports.ts'

/** All words that this city's acts have already, with their codes: of receipts, of its places and units, of earlier imports. */
export async function readKnownLabels(db: Database, city: string): Promise<LabelBook> {
  const [quarters, units, imports] = await Promise.all([readQuarters(db, city), readUnits(db, city), readImports(db, city)])
  const imported = labelsOf(imports.filter(({ undone }) => undone === null).map(({ mapping }) => mapping))
  const named = (places: readonly (readonly [number, string])[]) =>
    Object.fromEntries(places.map(([code, name]) => [String(code), { fr: name, en: name }]))
  const own: LabelBook = {
    quarter: named(quarters.map(({ quarter, name }) => [quarter, name])),
    unit: named(units.map(({ unit, name }) => [unit, name])),
    ground: GROUND_LABELS,
    motive: MOTIVE_LABELS,
    result: RESULT_LABELS,
    age: AGE_LABELS,
    sex: SEX_LABELS,
  }
  return Object.fromEntries(
    [...new Set([...Object.keys(imported), ...Object.keys(own)])].map((field) => [field, { ...imported[field], ...own[field] }]),
  )
}
