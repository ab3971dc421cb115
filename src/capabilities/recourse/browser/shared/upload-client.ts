import { z } from 'zod'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { signRequest } from '../../core/vault/request.ts'
import type { SealedPart } from './seal-part.ts'
import { refusalOf, sendWorking, type Client } from './vault-client.ts'

const begunAnswer = z.object({ parts: z.array(z.object({ part: z.int(), sha256: z.string() })) })

/** Answers the parts that the server has. */
export function sendBegin(
  client: Client,
  body: string,
  { upload, keys }: { readonly upload: string; readonly keys: HolderKeys },
): Promise<Result<z.infer<typeof begunAnswer>>> {
  return sendWorking(client, { method: 'POST', path: `/organes/${body}/envois/${upload}`, keys }, begunAnswer)
}

type PartPlace = { readonly upload: string; readonly part: number; readonly keys: HolderKeys }
type SentPart = PartPlace & SealedPart

/** Answers the SHA-256 (hex) of what was sent; `already-used` when the server has another under this number, with its hash. */
export async function sendPart({ ask, now }: Client, { upload, part, bytes, digest, keys }: SentPart): Promise<Result<string>> {
  const path = `/coffre/api/envois/${upload}/${part}`
  const headers = {
    accept: 'application/json',
    'content-type': 'application/octet-stream',
    ...signRequest({ method: 'PUT', path, digest }, now(), keys),
  }
  const answer = await ask(path, { method: 'PUT', headers, body: bytes, credentials: 'omit', cache: 'no-store' }).catch(() => undefined)
  if (answer === undefined) return refuse('no-network')
  const value: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return accept(digest)
  return refusalOf(value)
}

/** The sealed bytes of one part. */
export async function askPart({ ask, now }: Client, { upload, part, keys }: PartPlace): Promise<Result<Bytes>> {
  const path = `/coffre/api/envois/${upload}/${part}`
  const headers = signRequest({ method: 'GET', path }, now(), keys)
  const answer = await ask(path, { method: 'GET', headers, credentials: 'omit', cache: 'no-store' }).catch(() => undefined)
  if (answer === undefined) return refuse('no-network')
  if (!answer.ok) return refusalOf(await answer.json().catch(() => undefined))
  return accept(new Uint8Array(await answer.arrayBuffer()))
}
