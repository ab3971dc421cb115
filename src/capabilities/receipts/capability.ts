import type { Capability } from '../../platform/capability.ts'
import { INDICATORS } from './indicators.ts'
import { forgetDeclarations } from './actions/forget-declarations.ts'
import { forgetReceipts } from './actions/forget-receipts.ts'
import { STATEMENTS } from './statements.ts'
import { claimRoutes } from './web/claim-routes.ts'
import { declarationRoutes } from './web/declaration-routes.tsx'
import { deviceRoutes } from './web/device-routes.ts'
import { intakeRoutes } from './web/intake-routes.ts'
import { lookupRoutes } from './web/lookup-routes.ts'
import { publicRoutes } from './web/public-routes.tsx'
import { shellRoutes } from './web/shell-routes.tsx'
import { unitRoutes } from './web/unit-routes.tsx'
import { pages } from './pages.ts'

export const receipts: Capability = {
  name: 'receipts',
  permissions: {
    'receipts.read': { supervisor: 'own-unit', auditor: 'city' },
    'receipts.annotate': { supervisor: 'own-unit' },
    'devices.manage': { supervisor: 'own-unit' },
    'checks.declare': { supervisor: 'own-unit' },
    'declarations.read': { admin: 'city', auditor: 'city' },
    'cards.print': { supervisor: 'own-unit' },
  },
  routes: (services) => [
    ...publicRoutes(services),
    ...declarationRoutes(services),
    ...shellRoutes(services),
    ...lookupRoutes(services),
    ...claimRoutes(services),
    ...intakeRoutes(services),
    ...deviceRoutes(services),
    ...unitRoutes(services),
  ],
  jobs: [
    { name: 'forget-declarations', schedule: '27 3 * * *', run: forgetDeclarations },
    { name: 'forget-receipts', schedule: '41 3 * * *', run: forgetReceipts },
  ],
  navigation: [
    { href: '/recus', label: { fr: 'Reçus', en: 'Receipts' } },
    { href: '/carnet', label: { fr: 'Mon carnet', en: 'My record book' } },
    { href: '/controles-sans-recu', label: { fr: 'Sans reçu ?', en: 'No receipt?' } },
  ],
  retention: [
    { table: 'receipts.receipts', keeps: '12 months; 3 years from a contest', why: 'the holder must be able to reach their record' },
    { table: 'receipts.equivocations', keeps: '3 years', why: 'proof that a device told two stories under one number' },
    { table: 'receipts.declarations', keeps: '3 years', why: 'time to compare with receipts and reports' },
    { table: 'receipts.challenges', keeps: '10 minutes', why: 'one claim' },
  ],
  indicators: INDICATORS,
  pages,
  statements: STATEMENTS,
}
