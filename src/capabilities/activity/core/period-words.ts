import { formatMonth } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'

const ORDINALS: Readonly<Record<Language, readonly string[]>> = { fr: ['1er', '2e', '3e', '4e'], en: ['1st', '2nd', '3rd', '4th'] }

/** `2026-10` → « octobre 2026 »; `2026-t4` → « 4e trimestre 2026 »; `2026` → « année 2026 ». */
export function periodWords(name: string, language: Language): string {
  const [year = '', part = ''] = name.split('-')
  if (part === '') return language === 'fr' ? `année ${year}` : `year ${year}`
  if (!part.startsWith('t')) return formatMonth(name, language)
  const ordinal = ORDINALS[language][Number(part.slice(1)) - 1] ?? ''
  return language === 'fr' ? `${ordinal} trimestre ${year}` : `${ordinal} quarter of ${year}`
}
