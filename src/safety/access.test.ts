import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../platform/http/route.ts'
import { buildTown, type Town } from '../testing/cast.ts'
import { openTestSite, type TestSite } from '../testing/test-site.ts'

const LIST = join(import.meta.dirname, 'access.txt')

let site: TestSite
let amiens: Town
let lille: Town
beforeAll(async () => {
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  amiens = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  lille = await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.test' })
})
afterAll(() => site.close())

const accessOf = ({ access }: Route) => (access.kind === 'staff' ? access.permission : access.kind)

test('who may call each route stands in access.txt: a guard that is taken away changes this list, in view', () => {
  const matrix = Object.entries(site.site.permissions).map(([permission, roles]) => `${permission}: ${Object.entries(roles).map(([role, scope]) => `${role}=${scope}`).join(' ')}`) // prettier-ignore
  const list = [...matrix.sort(), '', ...site.site.routes.map((route) => `${route.method.padEnd(4)} ${route.path} ${accessOf(route)}`)].join('\n')
  if (process.env.UPDATE === '1') writeFileSync(LIST, `${list}\n`)
  expect(`${list}\n`).toBe(readFileSync(LIST, 'utf8'))
})

const ROLES = ['anonymous', 'admin', 'supervisor', 'neighbour', 'auditor', 'observer'] as const
const UNIT_OF = { supervisor: 1, neighbour: 2 } as const

/** Written apart from `permit`, from the access list alone: what each person should meet. */
function mayPass(route: Route, who: (typeof ROLES)[number], at: { readonly home: boolean; readonly unit: number }): boolean {
  if (route.access.kind !== 'staff') return true
  if (who === 'anonymous' || !at.home) return false
  const role = who === 'neighbour' ? 'supervisor' : who
  const scope = site.site.permissions[route.access.permission]?.[role]
  if (scope === 'city') return true
  return scope === 'own-unit' && route.path.includes(':unit') && (who === 'supervisor' || who === 'neighbour') && UNIT_OF[who] === at.unit
}

describe('each route, for each role, in its own city and another’s, for each unit', () => {
  test('passes exactly those whom the list names, at least 1,500 times asked', async () => {
    let checks = 0
    const surprises: string[] = []
    for (const route of site.site.routes.filter(({ path }) => !path.startsWith('/assets') && !path.endsWith('sw.js'))) {
      for (const who of ROLES) {
        for (const home of [true, false]) {
          for (const unit of [1, 2, 9]) {
            const cookie = who === 'anonymous' || route.path === '/deconnexion' ? undefined : amiens.cookies[who] // signing out would end the session of the next check
            const path = route.path
              .replace(':unit', String(unit))
              .replace(':id', '0011223344556677-1')
              .replace(':device', '00000000-0000-7000-8000-000000000000')
              .replace(/:\w+/g, 'x')
            const address = `10.${checks % 250}.${Math.floor(checks / 250) % 250}.1`
            const headers = {
              ...(cookie && { cookie }),
              'x-forwarded-for': address,
              'x-forwarded-proto': 'http',
              ...(route.method !== 'GET' && { 'content-type': 'application/x-www-form-urlencoded' }),
            }
            const answer = await site.request(path, {
              method: route.method,
              headers,
              host: home ? amiens.host : lille.host,
              ...(route.method !== 'GET' && { body: 'q=1' }),
            })
            const location = answer.headers.get('location') ?? ''
            const refused = location.startsWith('/connexion?') || (route.access.kind === 'staff' && (answer.status === 401 || answer.status === 403))
            if (refused === mayPass(route, who, { home, unit }) || answer.status >= 500)
              surprises.push(`${route.method} ${path} ${who} home=${home} → ${answer.status} ${location}`)
            checks += 1
          }
        }
      }
    }
    expect(surprises).toEqual([])
    expect(checks).toBeGreaterThanOrEqual(1500)
  })
})

test('a form posted from another site → 403, whoever is signed in', async () => {
  const headers = { cookie: amiens.cookies.admin, 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'http' }
  for (const evil of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    const answer = await site.request('/ville/agents', {
      method: 'POST',
      body: 'unit=1&number=5',
      headers: { ...headers, ...evil },
      host: amiens.host,
    })
    expect(answer.status).toBe(403)
  }
})

test('each answer carries the security headers and a request number, and no inline code is allowed', async () => {
  const answer = await site.request('/', { host: amiens.host })
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)
  // Its own address stands in what a social network reads of it; nobody else's does.
  const html = (await answer.text()).replaceAll(`http://${amiens.host}`, '')
  expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=|https?:\/\/(?!www\.w3\.org)/)
})

test('a demo account is nobody in production: its button, its route and a session made before are all refused', async () => {
  const live = await openTestSite({ VISAVIS_MODE: 'production', VISAVIS_BASE_URL: 'http://amiens.test', VISAVIS_SMTP_URL: 'smtp://127.0.0.1:1' })
  try {
    const town = await buildTown(live, { code: '80021', name: 'Amiens', host: 'amiens.test' })
    const { createAccount } = await import('../platform/identity/accounts.ts')
    const { openSession } = await import('../platform/identity/sessions.ts')
    const place = { city: town.code, now: live.services.clock() }
    const demo = await createAccount(live.services, place, { email: 'demo@amiens.example', role: 'admin', unit: undefined, demo: true })
    if (!demo.ok) throw new Error(demo.code)
    const cookie = (await openSession(live.services, place, { account: demo.value, origin: 'http://amiens.test' })).split(';')[0] ?? ''
    expect((await live.request('/ville', { host: 'amiens.test', headers: { cookie } })).status).toBe(303)
    const posted = await live.request('/connexion/demonstration', {
      method: 'POST',
      host: 'amiens.test',
      body: 'email=demo@amiens.example',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(posted.status).toBe(404)
    expect(await (await live.request('/connexion', { host: 'amiens.test' })).text()).not.toContain('demonstration')
  } finally {
    await live.close()
  }
})
