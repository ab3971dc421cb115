import { LANGUAGES, type Language, type Worded } from '../foundation/wording.ts'

/** A page that anyone may read, as search and the sitemap know it. */
export type PublicPage = {
  /** The same in every language. */
  readonly path: string
  readonly language: Language
  readonly title: string
  /** What it says, without its markup. */
  readonly text: string
  /** When its content changed last, where it is known. */
  readonly changed?: Date
}

export type PageInWords = { readonly path: string; readonly title: Worded; readonly texts: readonly Worded[]; readonly changed?: Date }

/** The same page in each language. */
export function inLanguages({ path, title, texts, changed }: PageInWords): readonly PublicPage[] {
  return LANGUAGES.map((language) => ({
    path,
    language,
    title: title[language],
    text: texts.map((text) => text[language]).join('\n'),
    ...(changed && { changed }),
  }))
}
