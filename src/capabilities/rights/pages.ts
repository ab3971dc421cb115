import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { RIGHTS_WORDS } from './messages/rights-words.ts'
import { LAWS } from './statements/laws.ts'
import { SITUATIONS } from './statements/situations.ts'
import { citedBy } from './core/situation.ts'

export const pages: PublicPages = async () => [
  ...inLanguages({ path: '/vos-droits', title: RIGHTS_WORDS.title, texts: [RIGHTS_WORDS.description, RIGHTS_WORDS.lead] }),
  ...inLanguages({ path: '/vos-droits/relecture', title: RIGHTS_WORDS.review, texts: [RIGHTS_WORDS.reviewLead] }),
  ...SITUATIONS.flatMap((situation) => {
    const cited = citedBy(situation)
    const laws = LAWS.filter(({ id }) => cited.includes(id)).map(({ cite }) => cite)
    const texts = [situation.lead, ...situation.statements.map(({ words }) => words), ...laws]
    return inLanguages({ path: `/vos-droits/${situation.id}`, title: situation.title, texts })
  }),
]
