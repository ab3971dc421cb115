import { fromHex, toHex, utf8 } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { parseLocalDate } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import type { Database } from '../../../platform/db/database.ts'
import { buildBundle } from '../actions/build-bundle.ts'
import { readAuthorities } from '../queries/authorities.ts'
import { readCertificate } from '../queries/certificate.ts'
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
      path: '/recus/certificats/:digest',
      access: { kind: 'public' },
      handle: async (call) => {
        const certificate = await readCertificateByDigest(services.db, { city: call.city.code, digest: call.param('digest') })
        if (certificate === undefined) return refusedJson(refuse('not-found'))
        return { kind: 'file', bytes: utf8(certificate), type: 'text/plain; charset=utf-8', headers: { 'cache-control': 'public, max-age=300' } }
      },
    },
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

/** The certificate that a journal entry names by its SHA-256 (64 hexadecimal digits): public, so that anyone can judge it. */
async function readCertificateByDigest(
  db: Database,
  { city, digest }: { readonly city: string; readonly digest: string },
): Promise<string | undefined> {
  const bytes = fromHex(digest)
  if (bytes?.length !== 32) return undefined
  const device = await readCertificate(db, { city, keyId: new Uint8Array(bytes.subarray(0, 8)) })
  const candidates = [device?.certificate, ...(await readAuthorities(db, city)).map(({ certificate }) => certificate)]
  return candidates.find((certificate) => certificate !== undefined && toHex(sha256(certificate)) === digest)
}
