import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { PUBLIC_WORDS } from './messages/public-words.ts'

export const pages: PublicPages = async () => [
  ...inLanguages({ path: '/recus', title: PUBLIC_WORDS.title, texts: [PUBLIC_WORDS.lead, PUBLIC_WORDS.coverageLead, PUBLIC_WORDS.withoutLead] }),
  ...inLanguages({ path: '/controles-sans-recu', title: PUBLIC_WORDS.declareTitle, texts: [PUBLIC_WORDS.declareLead] }),
]
