import type { Context } from 'hono'
import type { Encoded } from './encode-answer.ts'
import type { Actor, CityRef, Route } from './route.ts'

type Key = { readonly route: Route; readonly city: CityRef; readonly context: Context }
type Kept = { readonly page: Encoded; readonly until: number }

const MAX_ENTRIES = 500
const LIFE_MS = 5_000

/** Public pages that answer everyone alike are rendered once in five seconds, not once a visitor. */
export class PageCache {
  readonly #kept = new Map<string, Kept>()
  readonly #clock: () => Date

  constructor(clock: () => Date) {
    this.#clock = clock
  }

  find({ route, city, context }: Key): Encoded | undefined {
    if (!isShareable(route, context)) return undefined
    const key = keyOf(city, context)
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    if (kept.until > this.#clock().getTime()) return kept.page
    this.#kept.delete(key)
    return undefined
  }

  keep(made: Key & { readonly actor: Actor }, page: Encoded): void {
    const { route, city, context, actor } = made
    if (!isShareable(route, context) || actor.kind !== 'anonymous' || page.status !== 200 || page.cookies.length > 0) return
    if (this.#kept.size >= MAX_ENTRIES) this.#kept.clear()
    this.#kept.set(keyOf(city, context), { page, until: this.#clock().getTime() + LIFE_MS })
  }
}

function isShareable(route: Route, context: Context): boolean {
  return route.method === 'GET' && route.uncached !== true && route.access.kind === 'public' && !/visavis=/.test(context.req.header('cookie') ?? '')
}

function keyOf(city: CityRef, context: Context): string {
  const header = (name: string) => context.req.header(name) ?? ''
  return [city.code, context.req.url, header('accept-language'), header('cookie'), /\bbr\b/.test(header('accept-encoding'))].join('\n')
}
