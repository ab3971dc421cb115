import { IntlMessageFormat } from 'intl-messageformat'

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export type MessageValues = Readonly<Record<string, string | number | Date>>

/** Words one message. A key outside the catalogue does not compile. */
export type Translate<Key extends string> = (key: Key, values?: MessageValues) => string

type Catalogue<Key extends string> = Readonly<Record<Key, string>>

/** One catalogue per capability and language; both have exactly the same keys, by type. */
export function translator<Key extends string>(catalogues: Readonly<Record<Language, Catalogue<Key>>>): (language: Language) => Translate<Key> {
  const compiled = new Map<string, IntlMessageFormat>()
  return (language) => (key, values) => {
    const text = catalogues[language][key]
    if (!text.includes('{')) return text
    const cached = compiled.get(language + key)
    const message = cached ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
    if (cached === undefined) compiled.set(language + key, message)
    return String(message.format(values))
  }
}

export function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The chosen language, else the browser's first that we speak, else French. */
export function negotiateLanguage(chosen: string | undefined, acceptLanguage: string | undefined): Language {
  if (isLanguage(chosen)) return chosen
  const wished = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? 'fr'
}
