/** The languages of these pages: those of the site, complete, and any other, page by page. */
export type RightsLanguage = 'fr' | 'en' | 'ar'
export type Said = Readonly<Record<'fr' | 'en', string>> & Readonly<Partial<Record<RightsLanguage, string>>>

export const PARTS = ['they-ask', 'i-ask', 'now', 'after'] as const
export type Part = (typeof PARTS)[number]

/** `law`: identifiers of the texts that it rests on. `advice`: ours, no rule of law. */
export type Statement = { readonly part: Part; readonly words: Said } & ({ readonly law: readonly string[] } | { readonly advice: true })

export type Situation = {
  /** In addresses: `rue`. */
  readonly id: string
  readonly title: Said
  readonly lead: Said
  readonly statements: readonly Statement[]
}

/** Whether all of it can be read in this language. */
export function isComplete({ title, lead, statements }: Situation, language: RightsLanguage): boolean {
  return [title, lead, ...statements.map(({ words }) => words)].every((words) => (words[language] ?? '').trim() !== '')
}

/** The laws that it cites, each once, in the order of its statements. */
export function citedBy({ statements }: Situation): readonly string[] {
  return [...new Set(statements.flatMap((statement) => ('law' in statement ? statement.law : [])))]
}
