import { serve } from '@hono/node-server'
import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { signatureLine } from '../core/note.ts'
import { writeVerifierKey } from '../core/verifier-key.ts'
import type { Signer } from './signer.ts'

const hash = z.string().transform((text, context) => {
  const bytes = fromBase64(text)
  if (bytes?.length === 32) return bytes
  context.addIssue({ code: 'custom', message: 'not a hash' })
  return z.NEVER
})
const requestShape = z.strictObject({
  old: z.number().int().nonnegative(),
  proof: z.array(hash).max(63),
  size: z.number().int().nonnegative(),
  root: hash,
})

export type ServeSigner = { readonly host: string; readonly port: number; readonly password: string; readonly signers: ReadonlyMap<string, Signer> }

/** Signers by city, for the one program that knows the password. Each signs only what continues its own record, whoever asks. */
export function serveSigner({ host, port, password, signers }: ServeSigner): Promise<{ readonly port: number; readonly close: () => void }> {
  const app = new Hono()
  const wanted = sha256(`Basic ${Buffer.from(`signer:${password}`).toString('base64')}`)
  app.use(async (context, next) => {
    if (!timingSafeEqual(sha256(context.req.header('authorization') ?? ''), wanted)) return context.text('password needed\n', 401)
    return next()
  })
  app.get('/:city', async (context) => {
    const signer = signers.get(context.req.param('city'))
    if (signer === undefined) return context.text('no such city\n', 404)
    const { size, root } = await signer.latest()
    return context.json({ key: writeVerifierKey(signer.key), size, root: toBase64(root) })
  })
  app.post('/:city', async (context) => {
    const signer = signers.get(context.req.param('city'))
    const request = requestShape.safeParse(await context.req.json().catch(() => undefined))
    if (signer === undefined || !request.success) return context.text('malformed\n', 400)
    const { old, proof, size, root } = request.data
    const signed = await signer.sign({ old, proof, next: { size, root } })
    return context.json(signed.ok ? { signature: signatureLine(signed.value).trimEnd() } : { refused: signed.code, evidence: signed.evidence })
  })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => resolve({ port: info.port, close: () => void server.close() }))
    server.once('error', reject)
  })
}
