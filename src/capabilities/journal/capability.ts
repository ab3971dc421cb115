import type { Capability } from '../../platform/capability.ts'
import { INDICATORS } from './indicators.ts'
import { STATEMENTS } from './statements.ts'
import { fileRoutes } from './web/file-routes.ts'
import { pageRoutes } from './web/page-routes.ts'
import { pages } from './pages.ts'

export const journal: Capability = {
  name: 'journal',
  permissions: {},
  routes: (services) => [...fileRoutes(services), ...pageRoutes(services)],
  jobs: [],
  navigation: [{ href: '/journal', label: { fr: 'Journal public', en: 'Public journal' } }],
  retention: [
    {
      table: 'journal.entries',
      keeps: 'for ever; its salt as long as what it commits to',
      why: 'an entry says nothing without its salt, and removing one is what the journal makes visible',
    },
    { table: 'journal.queue', keeps: 'a second', why: 'until it is sequenced' },
  ],
  indicators: INDICATORS,
  pages,
  statements: STATEMENTS,
}
