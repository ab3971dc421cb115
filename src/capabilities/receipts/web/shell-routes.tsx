import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters, readUnits } from '../../city/index.ts'
import { SHELL_WORDS } from '../messages/shell-words.ts'
import { readAuthorities } from '../queries/authorities.ts'
import { AgentPage } from './agent-page.tsx'

const PUBLIC = { kind: 'public' } as const

/** The three pages that need JavaScript, and say why; their content comes from the device. */
export function shellRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/r', access: PUBLIC, handle: (call) => shell(services, call, 'holder') },
    { method: 'GET', path: '/carnet', access: PUBLIC, handle: (call) => shell(services, call, 'carnet') },
    {
      method: 'GET',
      path: '/agent',
      access: PUBLIC,
      handle: (call) => ({ kind: 'page', wasm: true, html: renderDocument(<AgentPage services={services} call={call} />) }),
    },
    { method: 'GET', path: '/agent/application.webmanifest', access: PUBLIC, handle: (call) => webManifest(services, call) },
    { method: 'GET', path: '/recus/autorites', access: PUBLIC, origins: services.config.vaultOrigins, handle: (call) => names(services, call) },
  ]
}

function shell(services: Services, call: Call, bundle: 'holder' | 'carnet'): Answer {
  const t = wording(SHELL_WORDS, call.language)
  const page = (
    <Page frame={frameOf(services, call)} title={t(`${bundle}Title`)} script={services.assets.url(`${bundle}.js`)} narrow noIndex>
      <div id="app" class="stack-wide">
        <p class="soft">{t('loading')}</p>
      </div>
      <noscript>
        <p>{t(`${bundle}NoScript`)}</p>
      </noscript>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

function webManifest(services: Services, call: Call): Answer {
  const t = wording(SHELL_WORDS, call.language)
  const icon = { src: services.assets.url('icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }
  const value = {
    name: `${t('agentTitle')} — ${call.city.name}`,
    short_name: t('agentTitle'),
    start_url: '/agent',
    scope: '/agent',
    display: 'standalone',
    orientation: 'portrait',
    background_color: '#1d2544',
    theme_color: '#1d2544',
    lang: call.language,
    icons: [icon],
  }
  return { kind: 'json', value, headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' } }
}

/** Services, places and certificates: the public lists by which a receipt's numbers are read and its signature checked. */
async function names(services: Services, call: Call): Promise<Answer> {
  const city = call.city.code
  const [authorities, units, quarters] = await Promise.all([
    readAuthorities(services.db, city),
    readUnits(services.db, city),
    readQuarters(services.db, city),
  ])
  const value = {
    v: 1,
    city,
    authorities: authorities.map(({ certificate }) => certificate),
    units: units.map(({ unit, name, kind }) => ({ unit, name, kind })),
    quarters: quarters.map(({ quarter, name, sections }) => ({ quarter, name, sections })),
  }
  return { kind: 'json', value, headers: { 'cache-control': 'public, max-age=300' } }
}
