import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { accept, refuse } from '../../../foundation/result.ts'
import { StartRefused } from '../../../platform/config/stop.ts'
import { parseVerifierKey } from '../core/verifier-key.ts'
import { parseSignatureLine } from '../core/note.ts'
import type { Signer } from './signer.ts'

const stateShape = z.object({ key: z.string(), size: z.number().int().nonnegative(), root: z.string() })
const answerShape = z.union([
  z.object({ signature: z.string() }),
  z.object({
    refused: z.enum(['old-above-size', 'size-differs', 'root-differs', 'proof-wrong']),
    evidence: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])

/** A signer in another process or on another machine, reached under `url`, which carries its password (RFC 3986 user information). */
export async function remoteSigner(url: string, city: string): Promise<Signer> {
  const place = new URL(url)
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(place.username)}:${decodeURIComponent(place.password)}`).toString('base64')}`
  const address = `${place.origin}/${city}`
  const ask = async (body?: object): Promise<unknown> => {
    const answer = await fetch(address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization },
      signal: AbortSignal.timeout(5000),
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the signer answered ${answer.status}`)
    return answer.json()
  }
  const state = async () => {
    const { size, root, key } = stateShape.parse(await ask())
    return { size, root: fromBase64(root) ?? new Uint8Array(), key }
  }
  const first = await state().catch((error: unknown) => {
    throw new StartRefused(
      `The signer of the journal of ${city} does not answer at ${place.host} (${error instanceof Error ? error.message : 'unknown'}).`,
    )
  })
  const key = parseVerifierKey(first.key)
  if (!key.ok) throw new StartRefused(`The signer at ${place.host} names no key.`)
  return {
    key: key.value,
    latest: state,
    sign: async ({ old, proof, next }) => {
      const answer = answerShape.parse(await ask({ old, proof: proof.map(toBase64), size: next.size, root: toBase64(next.root) }))
      if ('refused' in answer) return refuse(answer.refused, answer.evidence)
      const signature = parseSignatureLine(answer.signature)
      if (signature === undefined) throw new Error('the signer answered with no signature')
      return accept(signature)
    },
    close: async () => undefined,
  }
}
