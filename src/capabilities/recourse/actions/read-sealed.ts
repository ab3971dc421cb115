import type { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseJson } from '../../../platform/http/body.ts'
import type { Call } from '../../../platform/http/route.ts'
import { fileOf } from '../api/filing.ts'
import { gateFault } from '../core/vault/age-gate.ts'
import { signerOf } from '../core/vault/request.ts'

export type SealedRefusal = 'not-sealed' | 'signature-wrong'

/** Whose request this is (Ed25519 key, hex), by its signature over method, address, time and body. `digest`: of the body, where it is known. */
export async function readSigner(call: Call, body: Uint8Array, digest?: string): Promise<Result<string, 'signature-wrong'>> {
  const path = call.search === '' ? call.path : `${call.path}?${call.search}`
  const key = await signerOf({ method: call.method, path, body, ...(digest !== undefined && { digest }) }, call.now, (name) => call.header(name))
  return key === undefined ? refuse('signature-wrong') : accept(key)
}

export type Sealed<Body> = { readonly body: Body; readonly signer: string; readonly bytes: Uint8Array }

/**
 * What comes to a sealed route: JSON of a known shape whose every file has the form of an age file, signed whole. All of it holds, or
 * nothing of it goes further than this memory. `files`: each of them, out of a body.
 */
export async function readSealed<Body>(
  call: Call,
  shape: z.ZodType<Body>,
  files: (body: Body) => readonly string[],
): Promise<Result<Sealed<Body>, SealedRefusal>> {
  const bytes = await call.body()
  const json = parseJson(bytes)
  const parsed = json.ok ? shape.safeParse(json.value) : undefined
  if (parsed?.success !== true) return refuse('not-sealed', { part: parsed?.error.issues[0]?.path.join('.') ?? 'body' })
  for (const [index, file] of files(parsed.data).entries()) {
    const fault = gateFault(fileOf(file))
    if (fault !== undefined) return refuse('not-sealed', { part: `file ${index + 1}`, fault })
  }
  const signer = await readSigner(call, bytes)
  return signer.ok ? accept({ body: parsed.data, signer: signer.value, bytes }) : signer
}
