import type { Language } from '../../../foundation/wording.ts'

/** Languages beside the site's, page by page: add a code here, its words in `messages/other-languages.ts`, and statements in it. */
export const OTHER_LANGUAGES = ['ar'] as const
export type OtherLanguage = (typeof OTHER_LANGUAGES)[number]
export type RightsLanguage = Language | OtherLanguage
export type Said = Readonly<Record<Language, string>> & Readonly<Partial<Record<OtherLanguage, string>>>

export const PARTS = ['they-ask', 'i-ask', 'now', 'after'] as const
export type Part = (typeof PARTS)[number]

/** `law`: identifiers of the texts that it rests on. `advice`: ours, no rule of law. */
export type Statement = { readonly part: Part; readonly words: Said } & ({ readonly law: readonly string[] } | { readonly advice: true })

export type Situation = {
  /** In addresses: `rue`. */
  readonly id: string
  readonly title: Said
  readonly lead: Said
  /** Texts that the lead rests on; none where it states no law. */
  readonly leadLaw: readonly string[]
  readonly statements: readonly Statement[]
}

/** Whether all of it can be read in this language. */
export function isComplete({ title, lead, statements }: Situation, language: RightsLanguage): boolean {
  return [title, lead, ...statements.map(({ words }) => words)].every((words) => (words[language] ?? '').trim() !== '')
}

/** Languages beside the site's in which all of it can be read. */
export function othersOf(situation: Situation): readonly OtherLanguage[] {
  return OTHER_LANGUAGES.filter((language) => isComplete(situation, language))
}

/** The laws that it cites, each once, in the order of its statements, those of its lead first. */
export function citedBy({ leadLaw, statements }: Situation): readonly string[] {
  return [...new Set([...leadLaw, ...statements.flatMap((statement) => ('law' in statement ? statement.law : []))])]
}

/** What it says that rests on this text. */
export function statementsOn({ lead, leadLaw, statements }: Situation, law: string): readonly Said[] {
  const own = statements.filter((statement) => 'law' in statement && statement.law.includes(law)).map(({ words }) => words)
  return leadLaw.includes(law) ? [lead, ...own] : own
}
