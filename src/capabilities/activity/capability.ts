import type { Capability } from '../../platform/capability.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { draftsStatement, sample as draftsSample } from './queries/drafts.ts'
import { factMonthsStatement, sample as factMonthsSample } from './queries/fact-months.ts'
import { importsStatement, sample as importsSample } from './queries/imports.ts'
import { publicationsStatement, sample as publicationsSample } from './queries/publications.ts'

export const activity: Capability = {
  name: 'activity',
  permissions: {},
  routes: () => [],
  jobs: [{ name: 'activity-drafts', schedule: '* * * * *', run: async (services, city) => void (await makeDrafts(services, city)) }],
  navigation: [],
  retention: [
    {
      table: 'activity/<city>/facts',
      keeps: 'until its import is undone; how long is for the city and its counsel to say',
      why: 'acts without anything of the person or the officer; reports are counted from them, and corrected',
    },
  ],
  statements: [
    { file: 'activity/queries/drafts', compile: (db) => draftsStatement(db, draftsSample).compile() },
    { file: 'activity/queries/fact-months', compile: (db) => factMonthsStatement(db, factMonthsSample).compile() },
    { file: 'activity/queries/imports', compile: (db) => importsStatement(db, importsSample).compile() },
    { file: 'activity/queries/publications', compile: (db) => publicationsStatement(db, publicationsSample).compile() },
  ],
}
