import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { bodyPage, rosterFile } from './body-page.tsx'
import { opinionPage, postAnswer } from './opinion-pages.tsx'
import { centreAnswerFile, centrePage, demandsPage, postCentreAnswer } from './preservation-pages.tsx'
import { dropPage, postDrop, recipientsFile } from './drop-page.tsx'
import { newsPage, postNews } from './news-page.tsx'
import { posterPage } from './poster-page.tsx'
import { programFile } from './program-file.ts'
import { recoursePage } from './recourse-page.tsx'
import { yearPage } from './year-page.tsx'
import { filingsFile, talliesFile, tallyPage } from './tally-pages.tsx'
import { shellPage, type Screen } from './shell-page.tsx'

type Handler = (services: Services, call: Call) => Promise<Answer>

const shell =
  (screen: Screen): Handler =>
  (services, call) =>
    shellPage(services, call, screen)

const PAGES: readonly (readonly [string, Handler])[] = [
  ['/recours', recoursePage],
  ['/recours/images', demandsPage],
  ['/recours/images/:file', centreAnswerFile],
  ['/recours/programme.json', programFile],
  ['/recours/suivre', shell('shellFollow')],
  ['/recours/:body', bodyPage],
  ['/recours/:body/affiche', posterPage],
  ['/recours/:body/deposer', (services, call) => dropPage(services, call)],
  ['/recours/:body/destinataires.txt', recipientsFile],
  ['/recours/:body/saisir', shell('shellFile')],
  ['/recours/:body/fonder', shell('shellFound')],
  ['/recours/:body/sieger', shell('shellJoin')],
  ['/recours/:body/membres', shell('shellWork')],
  ['/recours/:body/composition/:file', rosterFile],
  ['/recours/:body/saisines.csv', filingsFile],
  ['/recours/:body/bilans.csv', talliesFile],
  ['/recours/:body/bilans/:quarter', tallyPage],
  ['/recours/:body/rapports/:year', yearPage],
]

const PUBLIC = { kind: 'public' } as const
const OPINION = '/recours/:body/avis/:number'
const NEWS = '/recours/:body/nouvelles'
/** A file of 8 MiB, in a form. */
const LARGEST_DROP = 8_400_000
const CENTRE = '/conservations/:token'

export function publicRoutes(services: Services): readonly Route[] {
  return [
    ...PAGES.map(([path, handle]): Route => ({ method: 'GET', path, access: PUBLIC, handle: (call) => handle(services, call) })),
    { method: 'GET', path: OPINION, access: PUBLIC, handle: (call) => opinionPage(services, call) },
    { method: 'POST', path: OPINION, access: { kind: 'staff', permission: 'recourse.answer' }, handle: (call) => postAnswer(services, call) },
    {
      method: 'POST',
      path: '/recours/:body/deposer',
      access: PUBLIC,
      hourlyLimit: 30,
      maxBody: LARGEST_DROP,
      handle: (call) => postDrop(services, call),
    },
    { method: 'GET', path: NEWS, access: PUBLIC, handle: (call) => newsPage(services, call) },
    { method: 'POST', path: NEWS, access: PUBLIC, hourlyLimit: 30, handle: (call) => postNews(services, call) },
    { method: 'GET', path: CENTRE, access: PUBLIC, uncached: true, handle: (call) => centrePage(services, call) },
    { method: 'POST', path: CENTRE, access: PUBLIC, hourlyLimit: 60, handle: (call) => postCentreAnswer(services, call) },
  ]
}
