import type { Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { dataRoutes } from './data-routes.ts'
import { embedPage } from './embed-page.tsx'
import { explorerPage } from './explorer-page.tsx'
import { reportsFeed } from './feed.ts'
import { reportPage } from './report-page.tsx'
import { reportsPage } from './reports-page.tsx'

const PUBLIC = { kind: 'public' } as const

export function publicRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/comptes-rendus', access: PUBLIC, handle: (call) => reportsPage(services, call) },
    { method: 'GET', path: '/comptes-rendus.rss', access: PUBLIC, handle: (call) => reportsFeed(services, call) },
    { method: 'GET', path: '/comptes-rendus/:report', access: PUBLIC, handle: (call) => reportPage(services, call) },
    { method: 'GET', path: '/comptes-rendus/:report/explorer', access: PUBLIC, handle: (call) => explorerPage(services, call) },
    { method: 'GET', path: '/comptes-rendus/:report/:version/integrer/:table', access: PUBLIC, handle: (call) => embedPage(services, call) },
    ...dataRoutes(services),
  ]
}
