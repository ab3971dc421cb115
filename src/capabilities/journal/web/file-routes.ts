import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { journalFolder } from '../actions/open-publisher.ts'
import { parseTilePath } from '../core/tile.ts'

const PUBLIC = { kind: 'public' } as const
/** Anyone's page may read them: that is what they are for. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const TEXT = 'text/plain; charset=utf-8'

/** The static files of C2SP tlog-tiles, the policy and the state of publishing. A web server may serve the folder instead. */
export function fileRoutes(services: Services): readonly Route[] {
  const serve = async (city: string, path: string, { type, cache }: { readonly type: string; readonly cache: string }): Promise<Answer> => {
    const bytes = await readFile(join(journalFolder(services, city), 'public', path)).catch(() => undefined)
    if (bytes === undefined) return refusedJson(refuse('not-found'))
    return { kind: 'file', bytes: new Uint8Array(bytes), type, headers: { ...OPEN, 'cache-control': cache } }
  }
  const one = (name: string, type: string): Route => ({
    method: 'GET',
    path: `/journal/${name}`,
    access: PUBLIC,
    uncached: true,
    handle: (call) => serve(call.city.code, name, { type, cache: 'public, max-age=3' }),
  })
  return [
    one('checkpoint', TEXT),
    one('policy', TEXT),
    one('status.json', 'application/json'),
    {
      method: 'GET',
      path: '/journal/tile/:path{.+}',
      access: PUBLIC,
      uncached: true,
      handle: (call) => {
        const path = `tile/${call.param('path')}`
        const known = parseTilePath(path) !== undefined
        const kept = { type: 'application/octet-stream', cache: 'public, max-age=31536000, immutable' }
        return known ? serve(call.city.code, path, kept) : refusedJson(refuse('not-found'))
      },
    },
  ]
}
