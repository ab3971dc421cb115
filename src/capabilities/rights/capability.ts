import type { Capability } from '../../platform/capability.ts'
import { INDICATORS } from './indicators.ts'
import { readingsStatement, sample } from './queries/readings.ts'
import { rightsRoutes } from './web/routes.ts'
import { pages } from './pages.ts'

export const rights: Capability = {
  name: 'rights',
  permissions: { 'rights.review': { admin: 'city' } },
  routes: rightsRoutes,
  jobs: [],
  navigation: [{ href: '/vos-droits', label: { fr: 'Vos droits', en: 'Your rights' } }],
  retention: [{ table: 'rights.readings', keeps: 'for ever', why: 'when a text was read last is part of what the page says' }],
  indicators: INDICATORS,
  pages,
  statements: [{ file: 'rights/queries/readings', compile: (db) => readingsStatement(db, sample).compile() }],
}
