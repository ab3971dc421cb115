import { refuse } from '../../../foundation/result.ts'
import { carryOut } from '../../../platform/audit/carry-out.ts'
import { refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { setLook } from '../actions/set-look.ts'
import { writeTheme } from '../core/theme.ts'
import { readLogo } from '../queries/logo.ts'
import { cityPage } from './city-page.tsx'

const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }
const PUBLIC = { kind: 'public' } as const

/** What gives a city's pages their own look, and where a clerk sets it. The address says which version. */
export function lookRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/apparence/:colours/theme.css', access: PUBLIC, handle: theme },
    { method: 'GET', path: '/apparence/:logo/logo.png', access: PUBLIC, handle: (call) => logo(services, call) },
    {
      method: 'POST',
      path: '/ville/apparence',
      access: { kind: 'staff', permission: 'city.manage' },
      maxBody: 400_000,
      handle: (call) => postLook(services, call),
    },
  ]
}

/** The city's own colours alone: no address makes others. */
function theme(call: Call): Answer {
  const { look } = call.city
  if (look.theme === undefined || call.param('colours') !== look.theme) return refusedPage(refuse('not-found'))
  return { kind: 'file', bytes: new TextEncoder().encode(writeTheme(look)), type: 'text/css; charset=utf-8', headers: FOR_EVER }
}

async function logo(services: Services, call: Call): Promise<Answer> {
  const png = await readLogo(services.db, { city: call.city.code, logo: call.param('logo') })
  return png === undefined ? refusedPage(refuse('not-found')) : { kind: 'file', bytes: png, type: 'image/png', headers: FOR_EVER }
}

async function postLook(services: Services, call: Call): Promise<Answer> {
  const { form, files } = await call.upload()
  const png = files.find(({ bytes }) => bytes.length > 0)?.bytes
  const look = {
    name: form.text('ville'),
    accent: form.text('couleur'),
    ground: form.text('fond'),
    png,
    withoutLogo: form.text('sans-logo') === 'oui',
  }
  const outcome = await carryOut(services, call, {
    act: 'look-set',
    subject: String,
    work: ({ db }) => setLook(db, { city: call.city.code, now: call.now }, look),
  })
  return cityPage(services, call, outcome.ok ? { done: true } : { refused: outcome, sent: { form: 'apparence', text: form.text, all: form.all } })
}
