import type { Capability } from '../../platform/capability.ts'
import { INDICATORS } from './indicators.ts'
import { extractReceipts } from './actions/extract-receipts.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { sweepUploads } from './uploads/upload.ts'
import { definitionsStatement, sample as definitionsSample } from './queries/definitions.ts'
import { draftsStatement, sample as draftsSample } from './queries/drafts.ts'
import { factMonthsStatement, sample as factMonthsSample } from './queries/fact-months.ts'
import { importsStatement, sample as importsSample } from './queries/imports.ts'
import { isPublishedStatement, sample as isPublishedSample } from './queries/is-published.ts'
import { promisesStatement, sample as promisesSample } from './queries/promises.ts'
import { publicationsStatement, sample as publicationsSample } from './queries/publications.ts'
import { importRoutes } from './web/import-routes.ts'
import { preparationRoutes } from './web/preparation-routes.ts'
import { publicRoutes } from './web/public-routes.ts'
import { pages } from './pages.ts'

export const activity: Capability = {
  name: 'activity',
  permissions: {
    'reports.read': { admin: 'city', supervisor: 'city', auditor: 'city' },
    'facts.import': { admin: 'city' },
    'facts.read': { admin: 'city', supervisor: 'city' },
    'reports.prepare': { admin: 'city' },
    'reports.sign': { supervisor: 'city' },
    'reports.comment': { auditor: 'city' },
    'reports.publish': { admin: 'city' },
  },
  routes: (services) => [...publicRoutes(services), ...preparationRoutes(services), ...importRoutes(services)],
  jobs: [
    { name: 'activity-receipts', schedule: '20 3 * * *', run: async (services, city) => void (await extractReceipts(services, city)) },
    { name: 'activity-drafts', schedule: '* * * * *', run: async (services, city) => void (await makeDrafts(services, city)) },
    { name: 'activity-uploads', schedule: '40 * * * *', run: (services, city) => sweepUploads(services, city) },
  ],
  navigation: [{ href: '/comptes-rendus', label: { fr: 'Comptes rendus', en: 'Reports' } }],
  retention: [
    {
      table: 'activity/<city>/facts',
      keeps: 'until its import is undone; how long is for the city and its counsel to say',
      why: 'acts without anything of the person or the officer; reports are counted from them, and corrected',
    },
    {
      table: 'activity/<city>/uploads',
      keeps: 'a day at most, and until the import is made or abandoned',
      why: 'dates and short lists of files that a clerk sent; columns that name people are never written there',
    },
    {
      table: 'activity/<city>/certificates',
      keeps: 'as long as the report that they certify is public; how long the counted facts may stay in them is for counsel to say',
      why: 'a later report or correction is audited against what each published one was counted from',
    },
  ],
  indicators: INDICATORS,
  pages,
  statements: [
    { file: 'activity/queries/definitions', compile: (db) => definitionsStatement(db, definitionsSample).compile() },
    { file: 'activity/queries/drafts', compile: (db) => draftsStatement(db, draftsSample).compile() },
    { file: 'activity/queries/fact-months', compile: (db) => factMonthsStatement(db, factMonthsSample).compile() },
    { file: 'activity/queries/imports', compile: (db) => importsStatement(db, importsSample).compile() },
    { file: 'activity/queries/is-published', compile: (db) => isPublishedStatement(db, isPublishedSample).compile() },
    { file: 'activity/queries/promises', compile: (db) => promisesStatement(db, promisesSample).compile() },
    { file: 'activity/queries/publications', compile: (db) => publicationsStatement(db, publicationsSample).compile() },
  ],
}
