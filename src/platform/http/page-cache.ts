import type { Context } from 'hono'
import type { Actor, CityRef, Route } from './route.ts'

type Key = { readonly route: Route; readonly city: CityRef; readonly context: Context }
type Kept = { readonly body: ArrayBuffer; readonly headers: readonly [string, string][]; readonly until: number }

const MAX_ENTRIES = 500
const LIFE_MS = 5_000

/** Public pages that answer everyone alike are rendered once in five seconds, not once a visitor. */
export class PageCache {
  readonly #kept = new Map<string, Kept>()
  readonly #clock: () => Date

  constructor(clock: () => Date) {
    this.#clock = clock
  }

  find({ route, city, context }: Key): Response | undefined {
    if (!isShareable(route, context)) return undefined
    const key = keyOf(city, context)
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    if (kept.until > this.#clock().getTime()) return new Response(kept.body, { headers: [...kept.headers] })
    this.#kept.delete(key)
    return undefined
  }

  async keep(made: Key & { readonly actor: Actor }, response: Response): Promise<Response> {
    const { route, city, context, actor } = made
    if (!isShareable(route, context) || actor.kind !== 'anonymous' || response.status !== 200 || response.headers.has('set-cookie')) return response
    const body = await response.arrayBuffer()
    const headers = [...response.headers]
    if (this.#kept.size >= MAX_ENTRIES) this.#kept.clear()
    this.#kept.set(keyOf(city, context), { body, headers, until: this.#clock().getTime() + LIFE_MS })
    return new Response(body, { headers })
  }
}

function isShareable(route: Route, context: Context): boolean {
  return route.method === 'GET' && route.uncached !== true && route.access.kind === 'public' && !/visavis=/.test(context.req.header('cookie') ?? '')
}

function keyOf(city: CityRef, context: Context): string {
  const header = (name: string) => context.req.header(name) ?? ''
  return [city.code, context.req.url, header('accept-language'), header('cookie'), /\bbr\b/.test(header('accept-encoding'))].join('\n')
}
