import type { Refused } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { RowProblem } from '../core/map-row.ts'
import { IMPORT_REASONS } from './import-words.ts'

type Key = keyof typeof IMPORT_REASONS

const isKey = (key: string): key is Key => key in IMPORT_REASONS

/** Why a row was refused, as part of a sentence. */
export function wordRowProblem(reason: RowProblem, language: Language): string {
  return wording(IMPORT_REASONS, language)(`row-${reason}`)
}

/** A whole sentence on what was refused and why. */
export function wordImportRefusal({ code, evidence }: Refused, language: Language): string {
  const t = wording(IMPORT_REASONS, language)
  const part = (prefix: string, value: unknown) => {
    const key = `${prefix}${String(value)}`
    return isKey(key) ? t(key) : String(value)
  }
  const detail = evidence.fault === undefined ? (evidence.column ?? '') : part('fault-', evidence.fault)
  const reason = part(code === 'nothing-accepted' ? 'row-' : 'file-', evidence.reason)
  const why = detail === '' || detail === reason ? reason : `${reason} (${detail})`
  const holes = Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]))
  const key = `no-${code}`
  return isKey(key) ? t(key, { ...holes, why }) : t('no-other', { code })
}
