import { civilDate } from '../../foundation/civil-date.ts'
import { LANGUAGES } from '../../foundation/wording.ts'
import type { Indicator } from '../../platform/services.ts'
import { dueReadings } from './core/law.ts'
import { isComplete, OTHER_LANGUAGES } from './core/situation.ts'
import { readReadings } from './queries/readings.ts'
import { LAWS } from './statements/laws.ts'
import { SITUATIONS } from './statements/situations.ts'

export const INDICATORS: readonly Indicator[] = [
  {
    id: 'rights.pages',
    title: { fr: 'Pages de droits, toutes langues', en: 'Pages on rights, all languages' },
    definition: {
      fr: 'Situations expliquées, comptées une fois par langue dans laquelle la page est complète.',
      en: 'Situations explained, counted once for each language in which the page is complete.',
    },
    unit: 'count',
    better: 'more',
    measure: async () =>
      [...LANGUAGES, ...OTHER_LANGUAGES].reduce((sum, language) => sum + SITUATIONS.filter((one) => isComplete(one, language)).length, 0),
  },
  {
    id: 'rights.to-read',
    title: { fr: 'Textes à relire', en: 'Texts to be read again' },
    definition: {
      fr: 'Textes cités par les pages de droits qui n’ont pas été relus depuis six mois, ou qu’un autre texte va remplacer.',
      en: 'Texts cited by the pages on rights that were not read for six months, or that another text is about to replace.',
    },
    unit: 'count',
    better: 'less',
    measure: async ({ db, clock }, city) => dueReadings(LAWS, await readReadings(db, city), civilDate(clock())).filter(({ isDue }) => isDue).length,
  },
]
