import { sql } from 'kysely'
import { refuse } from '../../foundation/result.ts'
import type { Capability } from '../../platform/capability.ts'
import { refusedJson, type Route } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import { galleryPage } from './web/gallery-page.tsx'
import { homePage } from './web/home-page.tsx'
import { legalPage } from './web/legal-pages.tsx'
import { pages } from './pages.ts'

const PUBLIC = { kind: 'public' } as const

export const home: Capability = {
  name: 'home',
  permissions: {},
  routes: (services) => [
    { method: 'GET', path: '/', access: PUBLIC, handle: (call) => homePage(services, call) },
    { method: 'GET', path: '/galerie', access: PUBLIC, handle: (call) => galleryPage(services, call) },
    { method: 'GET', path: '/mentions-legales', access: PUBLIC, handle: (call) => legalPage(services, call, 'legal') },
    { method: 'GET', path: '/donnees-personnelles', access: PUBLIC, handle: (call) => legalPage(services, call, 'privacy') },
    { method: 'GET', path: '/accessibilite', access: PUBLIC, handle: (call) => legalPage(services, call, 'accessibility') },
    ...healthRoutes(services),
  ],
  jobs: [],
  navigation: [],
  retention: [],
  indicators: [],
  pages,
  statements: [],
}

/** For whoever keeps the machine: alive, ready to serve, and figures for Prometheus. */
function healthRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', access: PUBLIC, uncached: true, anyHost: true, handle: () => ({ kind: 'json', value: { status: 'alive' } }) },
    {
      method: 'GET',
      path: '/readyz',
      access: PUBLIC,
      anyHost: true,
      uncached: true,
      handle: async () => {
        const answered = await sql`select 1`.execute(services.db).then(
          () => true,
          () => false,
        )
        return answered ? { kind: 'json', value: { status: 'ready' } } : refusedJson(refuse('unavailable', { incident: 'database' }))
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      access: PUBLIC,
      anyHost: true,
      uncached: true,
      handle: async () => ({
        kind: 'file',
        bytes: new TextEncoder().encode(await services.metrics.registry.metrics()),
        type: services.metrics.registry.contentType,
      }),
    },
  ]
}
