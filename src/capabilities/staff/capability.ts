import type { Capability } from '../../platform/capability.ts'
import { forgetSignIns } from './actions/forget-sign-ins.ts'
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
    { name: 'forget-sign-ins', schedule: '17 3 * * *', run: forgetSignIns },
  ],
  navigation: [],
  retention: [
    { table: 'platform.sessions', keeps: '10 hours', why: 'a shift' },
    { table: 'platform.sign_in_attempts', keeps: '10 minutes', why: 'the second half of a sign-in' },
    { table: 'platform.invitations', keeps: '7 days', why: 'to make a passkey' },
    { table: 'platform.mails', keeps: '90 days', why: 'to know whether it left; its text goes as soon as it has' },
  ],
  indicators: [],
  pages: async () => [],
  statements: [{ file: 'staff/queries/audit-trail', compile: (db) => auditTrailStatement(db, auditSample).compile() }],
}
