import { parseLocalDate } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { buildBundle } from '../actions/build-bundle.ts'
import type { BundleScope } from '../queries/sealed-receipts.ts'

const KEEP_MS = 20_000
const MAX_KEPT = 64

/** Public files in which a holder finds their receipt without saying which: a whole day, or 1 tag in 4,096 (for cards). */
export function lookupRoutes(services: Services): readonly Route[] {
  const kept = new Map<string, { readonly bundle: Promise<unknown>; readonly until: number }>()
  const answer = async (scope: BundleScope): Promise<Answer> => {
    const key = JSON.stringify(scope)
    const now = services.clock().getTime()
    const found = kept.get(key)
    if (kept.size >= MAX_KEPT) kept.clear()
    const bundle = found && found.until > now ? found.bundle : buildBundle(services, scope)
    if (bundle !== found?.bundle) kept.set(key, { bundle, until: now + KEEP_MS })
    bundle.catch(() => kept.delete(key))
    return { kind: 'json', value: await bundle, headers: { 'cache-control': 'public, max-age=30' } }
  }
  return [
    {
      method: 'GET',
      path: '/recus/jours/:day',
      access: { kind: 'public' },
      handle: (call) => {
        const day = parseLocalDate(call.param('day'))
        return day ? answer({ city: call.city.code, day: day.toString() }) : refusedJson(refuse('not-found'))
      },
    },
    {
      method: 'GET',
      path: '/recus/lots/:prefix',
      access: { kind: 'public' },
      handle: (call) => {
        const prefix = call.param('prefix')
        return /^[0-9a-f]{3}$/.test(prefix) ? answer({ city: call.city.code, prefix }) : refusedJson(refuse('not-found'))
      },
    },
  ]
}
