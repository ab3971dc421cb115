import { fromBase64url, toBase64url } from '../../../../foundation/base64url.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { holderOf, signClaim, type ClaimKind } from '../../core/holder.ts'
import { fetchPublic } from './names.ts'

const PATHS: Readonly<Record<ClaimKind, string>> = { contest: 'contestation', observe: 'observations', transfer: 'transfert' }

export type ClaimRequest = { readonly receipt: string; readonly kind: ClaimKind; readonly secrets: readonly Bytes[]; readonly content: Json }

/** `offline`: nothing left this device. `unanswered`: it may have arrived. Else the server's own word. */
type ClaimResult = Result<{ readonly reference: string }, string>

/**
 * Proves that this receipt is mine by signing a fresh challenge with its key, and says what I want. `secrets`: the likeliest
 * first; after a change of key whose answer was lost, either may be the one that counts.
 */
export async function sendClaim({ secrets, ...claim }: ClaimRequest): Promise<ClaimResult> {
  let outcome: ClaimResult = refuse('offline')
  for (const secret of secrets) {
    outcome = await sendOne(claim, secret)
    if (outcome.ok || outcome.code !== 'signature-wrong') return outcome
  }
  return outcome
}

async function sendOne({ receipt, kind, content }: Omit<ClaimRequest, 'secrets'>, secret: Bytes): Promise<ClaimResult> {
  const offered = await fetchPublic<{ readonly challenge: string }>('/recus/defi')
  const challenge = offered && fromBase64url(offered.challenge)
  if (challenge === undefined) return refuse('offline')
  const text = canonicalJson(content)
  const signature = signClaim(secret, { kind, receipt, challenge, content: text })
  const body = {
    challenge: toBase64url(challenge),
    content: text,
    publicKey: toBase64url(holderOf(secret).publicKey),
    signature: toBase64url(signature),
  }
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const response = await fetch(`/recus/${receipt}/${PATHS[kind]}`, { method: 'POST', body: JSON.stringify(body), headers, credentials: 'omit' })
    const answer: unknown = await response.json()
    const member = (name: string) => (typeof answer === 'object' && answer !== null && name in answer ? String(Reflect.get(answer, name)) : '')
    return response.ok ? accept({ reference: member('reference') }) : refuse(member('code'))
  } catch {
    return refuse('unanswered')
  }
}
