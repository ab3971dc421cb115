import { fromBase64url, toBase64url } from '../../../../foundation/base64url.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { holderOf, signClaim, type ClaimKind } from '../../core/holder.ts'
import { fetchPublic } from './names.ts'

const PATHS: Readonly<Record<ClaimKind, string>> = { contest: 'contestation', observe: 'observations', transfer: 'transfert' }

export type ClaimRequest = { readonly receipt: string; readonly kind: ClaimKind; readonly secret: Bytes; readonly content: Json }

/** Proves that this receipt is mine by signing a fresh challenge with its key, and says what I want. */
export async function sendClaim({ receipt, kind, secret, content }: ClaimRequest): Promise<Result<{ readonly reference: string }, string>> {
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
    return refuse('offline')
  }
}
