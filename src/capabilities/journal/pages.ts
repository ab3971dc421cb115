import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { JOURNAL_WORDS } from './messages/journal-words.ts'

export const pages: PublicPages = async () => {
  const { title, lead, checkpointLead, witnessesLead, findLead, verifyLead } = JOURNAL_WORDS
  return inLanguages({ path: '/journal', title, texts: [lead, checkpointLead, witnessesLead, findLead, verifyLead] })
}
