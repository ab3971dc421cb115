import { LANGUAGES } from '../../foundation/wording.ts'
import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { readQuarters } from '../city/index.ts'
import { readRegister } from './actions/read-register.ts'
import { COMMITMENT_WORDS } from './messages/commitment-words.ts'

/** What the register shows the public, as words. */
export const pages: PublicPages = async (services, city) => {
  const [register, quarters] = await Promise.all([readRegister(services, city), readQuarters(services.db, city)])
  const { title, lead, yearsTitle, yearsLead, quarterLead } = COMMITMENT_WORDS
  const named = (quarter: string) => ({
    fr: COMMITMENT_WORDS.quarterTitle.fr.replace('{quarter}', quarter),
    en: COMMITMENT_WORDS.quarterTitle.en.replace('{quarter}', quarter),
  })
  return [
    ...inLanguages({ path: '/engagements', title, texts: [lead] }),
    ...inLanguages({ path: '/engagements/annees', title: yearsTitle, texts: [yearsLead] }),
    ...quarters.flatMap(({ quarter, name }) => inLanguages({ path: `/engagements/quartiers/${quarter}`, title: named(name), texts: [quarterLead] })),
    ...register.flatMap(({ commitment, current, findings, documents }) =>
      LANGUAGES.map((language) => {
        const { statement, remark, proof } = current.terms
        const said = [...findings.map(({ reasons }) => reasons), ...documents.flatMap((document) => [document.title, document.words])]
        const changes = [
          current.publishedAt,
          ...findings.map(({ foundAt }) => foundAt),
          ...documents.flatMap(({ decision }) => decision?.decidedAt ?? []),
        ]
        return {
          path: `/engagements/${commitment}`,
          language,
          title: `${commitment}. ${statement[language]}`,
          text: [remark?.[language] ?? '', proof[language], ...said].join('\n'),
          changed: changes.reduce((last, at) => (at > last ? at : last)),
        }
      }),
    ),
  ]
}
