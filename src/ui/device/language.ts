import type { Language } from '../../foundation/wording.ts'

export function pageLanguage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'fr'
}
