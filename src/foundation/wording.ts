/** Texts that people read, each in every language side by side: a language that is missing does not compile. */
export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export type Worded = Readonly<Record<Language, string>>
export type Catalogue<Key extends string> = Readonly<Record<Key, Worded>>
export type Holes = Readonly<Record<string, string | number>>

/** Words one message. A key outside the catalogue does not compile. */
export type Wording<Key extends string> = (key: Key, holes?: Holes) => string

/** How France and Britain write dates and numbers. */
export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' }

/** Asked for once a language, and kept: making a formatter costs a thousand times what using it does. */
export function forEachLanguage<Made>(make: (locale: string) => Made): (language: Language) => Made {
  const made = new Map<Language, Made>()
  return (language) => {
    const known = made.get(language) ?? make(LOCALES[language])
    made.set(language, known)
    return known
  }
}

const numbers = forEachLanguage((locale) => new Intl.NumberFormat(locale))
const plurals = forEachLanguage((locale) => new Intl.PluralRules(locale))

/** « 12 345 », with the narrow no-break space that French uses. */
export function formatNumber(value: number, language: Language): string {
  return numbers(language).format(value)
}

const HOLE = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g

/**
 * `{name}` is filled, numbers as the language writes them. `{n|contrôle|contrôles}` chooses the singular or the plural by
 * the language's own rule (CLDR, through Intl.PluralRules). Small, because it is also shipped to phones.
 */
export function wording<Key extends string>(catalogue: Catalogue<Key>, language: Language): Wording<Key> {
  return (key, holes = {}) => fill(spaced(catalogue[key][language], language), language, holes)
}

/** French keeps a colon, a question mark and guillemets on the line of their word: written as plain spaces, said as fixed ones. */
function spaced(text: string, language: Language): string {
  if (language !== 'fr') return text
  return text
    .replaceAll(/ ([;?!])/g, '\u202F$1')
    .replaceAll(/ ([:»])/g, '\u00A0$1')
    .replaceAll('« ', '«\u00A0')
}

function fill(text: string, language: Language, holes: Holes): string {
  if (!text.includes('{')) return text
  return text.replaceAll(HOLE, (...match) => {
    const [, name, one, other]: readonly (string | undefined)[] = match
    if (name === undefined) return ''
    const value = holes[name] ?? ''
    if (one !== undefined && other !== undefined) return plurals(language).select(Number(value)) === 'one' ? one : other
    return typeof value === 'number' ? formatNumber(value, language) : value
  })
}
