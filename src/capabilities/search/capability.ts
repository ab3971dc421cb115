import type { Capability } from '../../platform/capability.ts'
import { refreshIndex } from './actions/refresh-index.ts'
import { documentsStatement, sample as documentsSample } from './queries/documents.ts'
import { foundStatement, sample as foundSample } from './queries/found.ts'
import { nearWordsStatement, sample as nearWordsSample } from './queries/near-words.ts'
import { createCards } from './web/card-route.ts'
import { searchPage } from './web/search-page.tsx'
import { robots, siteMap } from './web/site-map.ts'

const PUBLIC = { kind: 'public' } as const

export const search: Capability = {
  name: 'search',
  permissions: {},
  routes: (services) => [
    { method: 'GET', path: '/partage/:card', access: PUBLIC, hourlyLimit: 600, handle: createCards(services) },
    { method: 'GET', path: '/recherche', access: PUBLIC, uncached: true, handle: (call) => searchPage(services, call) },
    { method: 'GET', path: '/sitemap.xml', access: PUBLIC, handle: (call) => siteMap(services, call) },
    { method: 'GET', path: '/robots.txt', access: PUBLIC, handle: robots },
  ],
  jobs: [{ name: 'refresh-search', schedule: '*/5 * * * *', run: refreshIndex }],
  navigation: [],
  retention: [{ table: 'search.documents', keeps: 'as long as the page', why: 'a copy of what is public; what is looked for is never kept' }],
  indicators: [],
  pages: async () => [],
  statements: [
    { file: 'search/queries/documents', compile: (db) => documentsStatement(db, documentsSample).compile() },
    { file: 'search/queries/found', compile: (db) => foundStatement(db, foundSample).compile() },
    { file: 'search/queries/near-words', compile: (db) => nearWordsStatement(db, nearWordsSample).compile() },
  ],
}
