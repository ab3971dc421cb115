import type { Capability } from '../../platform/capability.ts'
import { auditTrailStatement, sample as auditSample } from './queries/audit-trail.ts'
import { accountRoutes } from './web/account-routes.tsx'
import { signInRoutes } from './web/sign-in-routes.tsx'

export const staff: Capability = {
  name: 'staff',
  permissions: {
    'account.own': { admin: 'city', supervisor: 'city', auditor: 'city' },
    'accounts.manage': { admin: 'city' },
    'audit.read': { admin: 'city', auditor: 'city' },
  },
  routes: (services) => [...signInRoutes(services), ...accountRoutes(services)],
  jobs: [
    {
      name: 'mail',
      schedule: '* * * * *',
      run: async (services, city) => {
        const sent = await services.mailer.sendDue(city, services.clock())
        services.metrics.count('mails_sent', sent)
      },
    },
  ],
  navigation: [],
  retention: [{ table: 'platform.sessions', keeps: '10 hours', why: 'a shift' }],
  statements: [{ file: 'staff/queries/audit-trail', compile: (db) => auditTrailStatement(db, auditSample).compile() }],
}
