import { LANGUAGES } from '../../foundation/wording.ts'
import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { HOME_WORDS } from './messages/home-words.ts'
import { legalTexts } from './web/legal-pages.tsx'

export const pages: PublicPages = async () => [
  ...inLanguages({ path: '/', title: HOME_WORDS.promise, texts: [HOME_WORDS.lead, HOME_WORDS.description] }),
  ...LANGUAGES.flatMap((language) => legalTexts(language)),
]
