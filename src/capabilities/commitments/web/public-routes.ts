import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { commitmentPage } from './commitment-page.tsx'
import { atomFeed, csvExport, dueCalendar, jsonExport, versionFile } from './files.ts'
import { followingPage, followPage, postConfirmation, postFollow, postStop } from './follow-pages.tsx'
import { postProposal, proposalPage, proposedPage } from './proposal-pages.tsx'
import { quarterPage } from './quarter-page.tsx'
import { registerPage } from './register-page.tsx'
import { yearsPage } from './years-page.tsx'

type Handler = (services: Services, call: Call) => Promise<Answer>

const PAGES: readonly (readonly [string, Handler])[] = [
  ['/engagements', registerPage],
  ['/engagements.csv', csvExport],
  ['/engagements.json', jsonExport],
  ['/engagements.atom', atomFeed],
  ['/engagements.ics', dueCalendar],
  ['/engagements/annees', yearsPage],
  ['/engagements/quartiers/:quarter', quarterPage],
  ['/engagements/:commitment', commitmentPage],
  ['/engagements/:commitment/preuve', (services, call) => proposalPage(services, call)],
  ['/engagements/:commitment/fil.atom', atomFeed],
  ['/engagements/:commitment/echeances.ics', dueCalendar],
  ['/engagements/:commitment/:file', versionFile],
]

/** Pages of whoever holds a reference or a link. */
const OWN: readonly (readonly [string, Handler])[] = [
  ['/preuves/:reference', proposedPage],
  ['/suivi', (services, call) => followPage(services, call)],
  ['/suivi/:token', (services, call) => followingPage(services, call)],
  // Mail programs that do not post open the same address: it shows the button, and stops nothing by itself.
  ['/suivi/:token/arret', (services, call) => followingPage(services, call)],
  ['/suivi/:token/confirmation', (services, call) => followingPage(services, call)],
]

const POSTS: readonly (readonly [string, Handler])[] = [
  ['/engagements/:commitment/preuve', postProposal],
  ['/suivi', postFollow],
  ['/suivi/:token/confirmation', postConfirmation],
  ['/suivi/:token/arret', postStop],
]

const PUBLIC = { kind: 'public' } as const

export function publicRoutes(services: Services): readonly Route[] {
  return [
    ...PAGES.map(([path, handle]): Route => ({ method: 'GET', path, access: PUBLIC, handle: (call) => handle(services, call) })),
    ...OWN.map(([path, handle]): Route => ({ method: 'GET', path, access: PUBLIC, uncached: true, handle: (call) => handle(services, call) })),
    ...POSTS.map(([path, handle]): Route => ({ method: 'POST', path, access: PUBLIC, hourlyLimit: 60, handle: (call) => handle(services, call) })),
  ]
}
