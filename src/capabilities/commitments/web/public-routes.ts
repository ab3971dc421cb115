import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { commitmentPage } from './commitment-page.tsx'
import { atomFeed, csvExport, dueCalendar, jsonExport, versionFile } from './files.ts'
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
  ['/engagements/:commitment/fil.atom', atomFeed],
  ['/engagements/:commitment/echeances.ics', dueCalendar],
  ['/engagements/:commitment/:file', versionFile],
]

export function publicRoutes(services: Services): readonly Route[] {
  return PAGES.map(([path, handle]) => ({ method: 'GET', path, access: { kind: 'public' }, handle: (call) => handle(services, call) }))
}
