import { z } from 'zod'
import { toBase64 } from '../../../../foundation/base64.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Result } from '../../../../foundation/result.ts'
import { formPath } from '../../core/entries.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { hex } from '../../core/vault/shapes.ts'
import { instant, json, send, type Client } from './vault-client.ts'

const formState = z.object({ sha256: hex(32), signed: z.array(z.object({ id: z.string(), at: instant })) })
export type FormState = z.infer<typeof formState>

/** Today's offline form: its hash, and which members signed it. */
export function askForm(client: Client, body: string): Promise<Result<FormState>> {
  return send(client, { method: 'GET', path: `/organes/${body}/formulaire` }, formState)
}

/** `undefined`: it cannot be had now. */
export async function fetchForm(client: Client, body: string): Promise<Bytes | undefined> {
  const answer = await client.ask(formPath(body), { credentials: 'omit' }).catch(() => undefined)
  return answer?.ok === true ? new Uint8Array(await answer.arrayBuffer()) : undefined
}

type Signing = { readonly keys: HolderKeys; readonly signature: Bytes }

export function sendFormSignature(client: Client, body: string, { keys, signature }: Signing): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/formulaire`, body: json({ signature: toBase64(signature) }), keys }, z.unknown())
}
