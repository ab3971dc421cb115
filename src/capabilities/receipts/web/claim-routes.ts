import { toBase64url } from '../../../foundation/base64url.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { claimReceipt, offerChallenge } from '../actions/claim-receipt.ts'
import { claimShape } from '../api/claim.ts'
import type { ClaimKind } from '../core/holder.ts'
import { jsonOf } from './intake-routes.ts'

const PUBLIC = { kind: 'public' } as const

/** What a holder does with a receipt, proved by its key alone. */
export function claimRoutes(services: Services): readonly Route[] {
  const claim = (path: string, kind: ClaimKind): Route => ({
    method: 'POST',
    path: `/recus/:id/${path}`,
    access: PUBLIC,
    hourlyLimit: 120,
    handle: async (call) => {
      const parsed = claimShape.safeParse(await jsonOf(call))
      if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
      const outcome = await claimReceipt(services, { city: call.city.code, receipt: call.param('id'), kind, body: parsed.data })
      return outcome.ok ? { kind: 'json', status: 201, value: outcome.value } : refusedJson(outcome)
    },
  })
  return [
    {
      method: 'GET',
      path: '/recus/defi',
      access: PUBLIC,
      hourlyLimit: 600,
      uncached: true,
      handle: async (call) => ({ kind: 'json', value: { challenge: toBase64url(await offerChallenge(services, call.city.code)) } }),
    },
    claim('contestation', 'contest'),
    claim('observations', 'observe'),
    claim('transfert', 'transfer'),
  ]
}
