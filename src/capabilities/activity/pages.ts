import { LANGUAGES, wording } from '../../foundation/wording.ts'
import { inLanguages } from '../../platform/public-page.ts'
import type { PublicPages } from '../../platform/services.ts'
import { totalOf } from './core/published-report.ts'
import { ACTIVITY_WORDS } from './messages/activity-words.ts'
import { DATA_WORDS } from './messages/data-words.ts'
import { REPORT_WORDS } from './messages/report-words.ts'
import { readPublications } from './queries/publications.ts'
import { titleOf } from './web/report-page.tsx'
import { latestVersions } from './web/reports-page.tsx'

/** Published reports, each in its newest version. */
export const pages: PublicPages = async ({ db }, city) => [
  ...inLanguages({ path: '/comptes-rendus', title: ACTIVITY_WORDS.title, texts: [ACTIVITY_WORDS.lead, ACTIVITY_WORDS.calendarLead] }),
  ...inLanguages({ path: '/donnees', title: DATA_WORDS.title, texts: [DATA_WORDS.lead] }),
  ...latestVersions(await readPublications(db, city)).flatMap(({ report, content, publishedAt }) =>
    LANGUAGES.map((language) => {
      const t = wording(REPORT_WORDS, language)
      const total = totalOf(content)
      const said = [total === null ? t('totalWithheld') : t('totalIs', { n: total }), content.comment ?? '']
      return { path: `/comptes-rendus/${report}`, language, title: titleOf(content, language), text: said.join('\n'), changed: publishedAt }
    }),
  ),
]
