import type { Capability } from '../../platform/capability.ts'
import { deviceRoutes } from './web/device-routes.ts'
import { intakeRoutes } from './web/intake-routes.ts'
import { lookupRoutes } from './web/lookup-routes.ts'

export const receipts: Capability = {
  name: 'receipts',
  permissions: {},
  routes: (services) => [...intakeRoutes(services), ...deviceRoutes(services), ...lookupRoutes(services)],
  jobs: [],
  retention: [],
  statements: [],
}
