import { serve, type ServerType } from '@hono/node-server'
import { randomBytes } from 'node:crypto'
import { readCities, type City } from './capabilities/city/index.ts'
import { errorPage } from './capabilities/home/index.ts'
import type { Capability } from './platform/capability.ts'
import { StartRefused } from './platform/config/stop.ts'
import { createLimits } from './platform/http/limits.ts'
import type { PermissionMatrix, Route } from './platform/http/route.ts'
import { createHttp } from './platform/http/server.ts'
import { actorOf } from './platform/identity/sessions.ts'
import type { Services } from './platform/services.ts'

const CITIES_LIFE_MS = 3_000

export type Site = {
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>
  readonly routes: readonly Route[]
  readonly permissions: PermissionMatrix
}

/** The whole web side of an installation, from the manifests of its capabilities. */
export function createSite(services: Services, capabilities: readonly Capability[]): Site {
  const routes = [...services.assets.routes, ...capabilities.flatMap((capability) => [...capability.routes(services)])]
  const permissions: PermissionMatrix = Object.assign({}, ...capabilities.map((capability) => capability.permissions))
  const app = createHttp({
    routes,
    permissions,
    cityOf: cityFinder(services),
    actorOf: (city, token) =>
      actorOf({ db: services.db, allowDemo: services.config.mode === 'demo' && city.demo }, { city: city.code, now: services.clock() }, token),
    withinLimit: createLimits(),
    errorPages: (call, refusal) => errorPage(services, call, refusal),
    log: services.log,
    metrics: services.metrics,
    clock: services.clock,
    requestId: requestIds(),
    trustProxy: services.config.trustProxy,
    baseUrl: services.config.baseUrl,
  })
  return { fetch: (request, env) => app.fetch(request, env), routes, permissions }
}

/** Twelve signs that no other request has. Drawn a thousand at a time: a draw from the system costs more than an answer should. */
function requestIds(): () => string {
  let drawn = Buffer.alloc(0)
  return () => {
    if (drawn.length === 0) drawn = randomBytes(9000)
    const id = drawn.toString('base64url', 0, 9)
    drawn = drawn.subarray(9)
    return id
  }
}

/** A city by its host name. An installation of one city answers to any name; one of several, only to those it knows. */
function cityFinder(services: Services): (host: string) => Promise<City | undefined> {
  let kept: { readonly cities: Promise<readonly City[]>; readonly until: number } | undefined
  return async (host) => {
    const now = services.clock().getTime()
    if (kept === undefined || kept.until < now) {
      kept = { cities: readCities(services.db), until: now + CITIES_LIFE_MS }
      kept.cities.catch(() => (kept = undefined))
    }
    const cities = await kept.cities
    const name = host.replace(/:\d+$/, '')
    const unnamed = cities.filter(({ hosts }) => hosts.length === 0)
    return cities.find(({ hosts }) => hosts.includes(name)) ?? (unnamed.length === 1 ? unnamed[0] : undefined)
  }
}

export type Listening = { readonly port: number; readonly close: () => Promise<void> }

/** Resolves once the port is ours; a port that is taken is told in one sentence. */
export function listen(site: Site, place: { readonly port: number; readonly host: string }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: site.fetch, port: place.port, hostname: place.host }, ({ port }) =>
      resolve({ port, close: () => close(server) }),
    )
    server.once('error', (error) => {
      const busy = 'code' in error && error.code === 'EADDRINUSE'
      const denied = 'code' in error && error.code === 'EACCES'
      if (busy)
        reject(new StartRefused(`Port ${place.port} is in use by another program. Choose another, for example: PORT=${place.port + 1} npm start`))
      else if (denied) reject(new StartRefused(`This user may not open port ${place.port}. Choose one above 1023: PORT=3000 npm start`))
      else reject(error)
    })
  })
}

async function close(server: ServerType): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3_000).unref()
  })
}
