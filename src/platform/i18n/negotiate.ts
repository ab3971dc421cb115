import { LANGUAGES, type Language } from '../../foundation/wording.ts'

export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The chosen language, else the browser's first that we speak, else French. */
export function negotiateLanguage(chosen: string | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(chosen)) return chosen
  const wished = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? 'fr'
}
