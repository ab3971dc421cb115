import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { refuse, type Refused } from '../../foundation/result.ts'
import type { Log } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { isLanguage } from '../i18n/negotiate.ts'
import { BodyRefused } from './body.ts'
import { createCall, NO_CITY } from './call.ts'
import { encodeAnswer, responseOf, type Encoded, type ErrorPages } from './encode-answer.ts'
import { isCrossSite } from './headers.ts'
import { PageCache } from './page-cache.ts'
import { permit } from './permit.ts'
import { sessionCookieName } from './session-cookie.ts'
import type { Actor, Answer, Call, CityRef, PermissionMatrix, Route } from './route.ts'

export type ServerParts = {
  readonly routes: readonly Route[]
  readonly permissions: PermissionMatrix
  readonly cityOf: (host: string) => Promise<CityRef | undefined>
  readonly actorOf: (city: CityRef, token: string | undefined) => Promise<Actor>
  /** False when this address has spent its hourly allowance for this route. */
  readonly withinLimit: (request: { readonly route: string; readonly address: string; readonly hourly: number }) => Promise<boolean>
  readonly errorPages: ErrorPages
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: () => Date
  readonly requestId: () => string
  readonly trustProxy: boolean
  readonly baseUrl: string | undefined
}

type Arrival = {
  readonly id: string
  readonly started: number
  readonly host: string
  readonly origin: string
  readonly address: string
}

/** Routes in, `fetch` out. Everything that every request must pass stands here, in order. */
export function createHttp(parts: ServerParts): Hono {
  const app = new Hono()
  const cache = new PageCache(parts.clock)
  for (const [path, origins] of sharedPaths(parts.routes)) app.use(path, cors({ origin: [...origins], maxAge: 86_400 }))
  for (const route of parts.routes) {
    app.on(route.method, route.path, async (context) => {
      const arrival = arrive(parts, context)
      const encoded = await answerOnce({ parts, context, route, arrival, cache })
      return finish(parts, { arrival, route: route.path, method: route.method, encoded })
    })
  }
  app.notFound(async (context) => {
    const arrival = arrive(parts, context)
    const encoded = await refuseBare({ parts, context, arrival }, refuse('not-found'))
    return finish(parts, { arrival, route: 'none', method: context.req.method, encoded })
  })
  return app
}

/** Paths that pages of other origins may ask, each with those origins. No cookie comes with such a request, nor is one read. */
function sharedPaths(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  return new Map(routes.flatMap(({ path, origins = [] }) => (origins.length > 0 ? [[path, origins] as const] : [])))
}

type Passage = { readonly parts: ServerParts; readonly context: Context; readonly arrival: Arrival }
type RoutePassage = Passage & { readonly route: Route; readonly cache: PageCache }

async function answerOnce(passage: RoutePassage): Promise<Encoded> {
  const { parts, context, route, arrival } = passage
  try {
    const city = route.anyHost === true ? NO_CITY : await parts.cityOf(arrival.host)
    if (city === undefined) return await refuseBare(passage, refuse('no-such-city', { host: arrival.host }))
    const refusal = await refuseEarly(passage)
    if (refusal) return await refuseBare(passage, refusal)
    const cookie = context.req.header('cookie')
    const cached = passage.cache.find({ route, city, context })
    if (cached) return cached
    const actor =
      route.access.kind === 'device' || route.anyHost === true ? ANONYMOUS : await parts.actorOf(city, sessionToken(cookie, arrival.origin))
    const call = createCall({
      context,
      route,
      city,
      actor,
      now: parts.clock(),
      requestId: arrival.id,
      origin: arrival.origin,
      address: arrival.address,
    })
    const answer = await decide(passage, call)
    const encoded = withLanguage(encodeAnswer(answer, call, parts.errorPages), context.req.query('lang'))
    passage.cache.keep({ route, city, context, actor }, encoded)
    return encoded
  } catch (error) {
    return fault(passage, error)
  }
}

/** A language that was chosen is kept for a year: a preference, which names nobody. */
function withLanguage(encoded: Encoded, chosen: string | undefined): Encoded {
  if (!isLanguage(chosen)) return encoded
  return { ...encoded, cookies: [...encoded.cookies, `langue=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax`] }
}

const ANONYMOUS: Actor = { kind: 'anonymous' }

async function refuseEarly({ parts, context, route, arrival }: RoutePassage): Promise<Refused | undefined> {
  const headers = { origin: context.req.header('origin'), fetchSite: context.req.header('sec-fetch-site') }
  if (route.method !== 'GET' && route.access.kind !== 'device' && isCrossSite(headers, arrival.origin)) return refuse('cross-site')
  if (route.hourlyLimit === undefined) return undefined
  const within = await parts.withinLimit({ route: route.method + route.path, address: arrival.address, hourly: route.hourlyLimit })
  return within ? undefined : refuse('too-many-requests', { hourly: route.hourlyLimit })
}

function decide({ parts, route }: RoutePassage, call: Call): Promise<Answer> | Answer {
  const unit = /:unit\b/.test(route.path) ? Number(call.param('unit')) : undefined
  const verdict = permit(parts.permissions, route.access, { actor: call.actor, unit })
  if (verdict === 'allowed') return route.handle(call)
  if (verdict === 'sign-in-needed' && route.method === 'GET') {
    return { kind: 'redirect', to: `/connexion?suite=${encodeURIComponent(call.path)}` }
  }
  return { kind: 'refused', refusal: refuse(verdict), format: 'page' }
}

async function refuseBare({ parts, context, arrival }: Passage, refusal: Refused): Promise<Encoded> {
  const city = await parts.cityOf(arrival.host).catch(() => undefined)
  const call = createCall({
    context,
    route: undefined,
    city,
    actor: ANONYMOUS,
    now: parts.clock(),
    requestId: arrival.id,
    origin: arrival.origin,
    address: arrival.address,
  })
  const format = context.req.header('accept')?.includes('application/json') ? 'json' : 'page'
  return encodeAnswer({ kind: 'refused', refusal, format }, call, parts.errorPages)
}

/** Anything unforeseen: 500 with a number that the log carries too. The log never holds a body, a query or a cookie. */
async function fault(passage: Passage, error: unknown): Promise<Encoded> {
  if (error instanceof BodyRefused) return refuseBare(passage, error.refusal)
  passage.parts.log.error({ incident: passage.arrival.id, error }, 'fault')
  const unavailable = isUnavailable(error)
  return refuseBare(passage, refuse(unavailable ? 'unavailable' : 'fault', { incident: passage.arrival.id }))
}

const CONNECTION_LOST = /ECONNREFUSED|ECONNRESET|Connection terminated|57P0|terminating connection|timeout exceeded/

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return CONNECTION_LOST.test(`${code} ${error.message}`)
}

function arrive(parts: ServerParts, context: Context): Arrival {
  const forwarded = parts.trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const host = (context.req.header('host') ?? '').toLowerCase()
  const scheme = parts.trustProxy ? (context.req.header('x-forwarded-proto') ?? 'https') : schemeOf(parts.baseUrl)
  const address = forwarded ?? remoteAddress(context)
  return { id: parts.requestId(), started: performance.now(), host, origin: `${scheme}://${host}`, address }
}

function schemeOf(baseUrl: string | undefined): string {
  return baseUrl?.startsWith('https:') ? 'https' : 'http'
}

function remoteAddress(context: Context): string {
  const incoming: unknown = context.env?.incoming
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return 'local'
  const { socket } = incoming
  return typeof socket === 'object' && socket !== null && 'remoteAddress' in socket ? String(socket.remoteAddress) : 'local'
}

function sessionToken(cookies: string | undefined, origin: string): string | undefined {
  const name = sessionCookieName(origin)
  return cookies
    ?.split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

function finish(parts: ServerParts, done: { arrival: Arrival; route: string; method: string; encoded: Encoded }): Response {
  const { arrival, route, method, encoded } = done
  const milliseconds = performance.now() - arrival.started
  const { status } = encoded
  parts.metrics.observeRequest({ route, method, status, milliseconds })
  parts.log.debug({ request: arrival.id, method, route, status, ms: Math.round(milliseconds) }, 'request')
  return responseOf(encoded, arrival.id)
}
