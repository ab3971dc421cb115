import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { OTHER_WORDS } from './messages/other-languages.ts'
import { RIGHTS_WORDS } from './messages/rights-words.ts'
import { LAWS } from './statements/laws.ts'
import { SITUATIONS } from './statements/situations.ts'
import { citedBy, othersOf, type OtherLanguage, type Said, type Situation } from './core/situation.ts'

/** A page in a language that the site does not have: found by its own words from the site in either of its languages. */
function inAnother({ id, title, lead, statements }: Situation, language: OtherLanguage) {
  const own = (said: Said) => said[language] ?? ''
  const { name } = OTHER_WORDS[language]
  const text = [own(lead), ...statements.map(({ words }) => own(words)), name].join('\n')
  const both = { fr: `${own(title)} (${name})`, en: `${own(title)} (${name})` }
  return inLanguages({ path: `/vos-droits/${language}/${id}`, title: both, texts: [{ fr: text, en: text }] })
}

export const pages: PublicPages = async () => [
  ...inLanguages({ path: '/vos-droits', title: RIGHTS_WORDS.title, texts: [RIGHTS_WORDS.description, RIGHTS_WORDS.lead] }),
  ...inLanguages({ path: '/vos-droits/relecture', title: RIGHTS_WORDS.review, texts: [RIGHTS_WORDS.reviewLead] }),
  ...SITUATIONS.flatMap((situation) => {
    const cited = citedBy(situation)
    const laws = LAWS.filter(({ id }) => cited.includes(id)).map(({ cite }) => cite)
    const texts = [situation.lead, ...situation.statements.map(({ words }) => words), ...laws]
    return inLanguages({ path: `/vos-droits/${situation.id}`, title: situation.title, texts })
  }),
  ...SITUATIONS.flatMap((situation) => othersOf(situation).flatMap((language) => inAnother(situation, language))),
]
