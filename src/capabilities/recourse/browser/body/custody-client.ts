import { z } from 'zod'
import type { Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { hex } from '../../core/vault/shapes.ts'
import { json, send, type Client } from '../shared/vault-client.ts'

/* What a custodian's device asks of the vault. */

const envelopeAnswer = z.object({
  citizen: z.strictObject({ key: z.string(), locatorHash: z.string(), recipient: z.string() }),
  epochs: z.array(z.unknown()),
  recipient: z.string(),
  file: z.string(),
  share: z.string(),
  passed: z.array(z.object({ from: z.number(), share: z.string() })),
})

export function askEnvelope(client: Client, caseId: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/affaires/${caseId}/enveloppe`, keys }, envelopeAnswer)
}

type SentPass = {
  readonly keys: HolderKeys
  readonly pass: { readonly to: number; readonly epoch: number; readonly share: string; readonly reason: string }
}

export function sendPass(client: Client, caseId: string, { keys, pass }: SentPass): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/affaires/${caseId}/enveloppe`, body: json(pass), keys }, z.unknown())
}

const waitingAnswer = z.object({
  last: z.string().nullable(),
  shares: z.array(
    z.object({
      case: hex(16),
      citizen: z.strictObject({ key: z.string(), locatorHash: z.string(), recipient: z.string() }),
      epoch: z.unknown(),
      share: z.string(),
    }),
  ),
})

/** Shares that a custodian who left has still to hand over, of some cases after `after`; `last`: where to go on, null at the end. */
export function askWaitingShares(client: Client, body: string, { keys, after }: { readonly keys: HolderKeys; readonly after: string }) {
  return send(client, { method: 'GET', path: `/organes/${body}/parts?apres=${after}`, keys }, waitingAnswer)
}

type Handing = { readonly keys: HolderKeys; readonly after: string; readonly shares: readonly { readonly case: string; readonly share: string }[] }

export function sendShares(client: Client, body: string, { keys, after, shares }: Handing): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/parts`, body: json({ after, shares }), keys }, z.unknown())
}
