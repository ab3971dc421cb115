import type { Language } from '../foundation/wording.ts'

/** A page that anyone may read, as search and the sitemap know it. */
export type PublicPage = {
  /** Path and, where a language has an address of its own, the query. */
  readonly path: string
  readonly language: Language
  readonly title: string
  /** What it says, without its markup. */
  readonly text: string
  /** When its content changed last, where it is known. */
  readonly changed?: Date
}
