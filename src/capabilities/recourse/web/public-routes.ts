import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { bodyPage, rosterFile } from './body-page.tsx'
import { recoursePage } from './recourse-page.tsx'
import { shellPage, type Screen } from './shell-page.tsx'

type Handler = (services: Services, call: Call) => Promise<Answer>

const shell =
  (screen: Screen): Handler =>
  (services, call) =>
    shellPage(services, call, screen)

const PAGES: readonly (readonly [string, Handler])[] = [
  ['/recours', recoursePage],
  ['/recours/suivre', shell('shellFollow')],
  ['/recours/:body', bodyPage],
  ['/recours/:body/saisir', shell('shellFile')],
  ['/recours/:body/fonder', shell('shellFound')],
  ['/recours/:body/sieger', shell('shellJoin')],
  ['/recours/:body/membres', shell('shellWork')],
  ['/recours/:body/composition/:file', rosterFile],
]

export function publicRoutes(services: Services): readonly Route[] {
  return PAGES.map(([path, handle]): Route => ({ method: 'GET', path, access: { kind: 'public' }, handle: (call) => handle(services, call) }))
}
