import type { Capability } from '../../platform/capability.ts'
import { forgetFollowers, tellFollowers } from './actions/follow.ts'
import { measureIndicators } from './actions/measure-indicators.ts'
import { documentsStatement, sample as documentsSample } from './queries/documents.ts'
import { findingsStatement, sample as findingsSample } from './queries/findings.ts'
import { measurementsStatement, sample as measurementsSample } from './queries/measurements.ts'
import { versionsStatement, sample as versionsSample } from './queries/versions.ts'
import { followersStatement, sample as followersSample } from './queries/followers.ts'
import { keepingRoutes } from './web/keeping-routes.ts'
import { publicRoutes } from './web/public-routes.ts'
import { pages } from './pages.ts'

export const commitments: Capability = {
  name: 'commitments',
  permissions: {
    'commitments.read': { admin: 'city', observer: 'city' },
    'commitments.edit': { admin: 'city' },
    'commitments.find': { admin: 'city', observer: 'city' },
  },
  routes: (services) => [...publicRoutes(services), ...keepingRoutes(services)],
  jobs: [
    { name: 'measure-indicators', schedule: '10 5 * * *', run: measureIndicators },
    { name: 'tell-followers', schedule: '30 7 * * *', run: tellFollowers },
    { name: 'forget-followers', schedule: '50 3 * * *', run: forgetFollowers },
  ],
  navigation: [{ href: '/engagements', label: { fr: 'Engagements', en: 'Commitments' } }],
  retention: [
    { table: 'commitments.versions', keeps: 'for ever', why: 'the promise as first made stays in view, and each version since' },
    { table: 'commitments.evidence', keeps: 'as long as its commitment', why: 'what a finding rests on; who gave it is known only of staff' },
    { table: 'commitments.findings', keeps: 'for ever', why: 'what was said is not unsaid' },
    { table: 'commitments.followers', keeps: 'until they stop; seven days when they never confirm', why: 'an address is kept to write to it' },
  ],
  indicators: [],
  pages,
  statements: [
    { file: 'commitments/queries/documents', compile: (db) => documentsStatement(db, documentsSample).compile() },
    { file: 'commitments/queries/findings', compile: (db) => findingsStatement(db, findingsSample).compile() },
    { file: 'commitments/queries/followers', compile: (db) => followersStatement(db, followersSample).compile() },
    { file: 'commitments/queries/measurements', compile: (db) => measurementsStatement(db, measurementsSample).compile() },
    { file: 'commitments/queries/versions', compile: (db) => versionsStatement(db, versionsSample).compile() },
  ],
}
