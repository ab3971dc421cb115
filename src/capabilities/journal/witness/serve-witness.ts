import { serve } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Refused } from '../../../foundation/result.ts'
import type { Witness, WitnessRefusal } from './witness.ts'

/** Far above 63 proof lines and a note of sixteen signatures. */
const LARGEST_BODY = 65_536

export type ServeWitness = {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Requests a second that one address may send; beyond, 429. */
  readonly perSecond: number
  /** Believe the last address of x-forwarded-for: only behind a proxy of one's own. */
  readonly trustProxy?: boolean
}

const STATUS: Readonly<Record<WitnessRefusal, 400 | 403 | 404 | 409 | 422>> = {
  'request-malformed': 400,
  'note-malformed': 400,
  'checkpoint-malformed': 400,
  'old-above-size': 400,
  'signature-wrong': 403,
  'origin-unknown': 404,
  'size-differs': 409,
  'root-differs': 409,
  'proof-wrong': 422,
}

export type ServedWitness = { readonly url: string; readonly close: () => Promise<void> }

/** `POST /add-checkpoint`, and `GET /<origin hash>/checkpoint` for whoever compares views (C2SP tlog-witness). */
export function serveWitness(witness: Witness, options: ServeWitness): Promise<ServedWitness> {
  const limiter = new RateLimiterMemory({ points: options.perSecond * 10, duration: 10 })
  const app = new Hono()
  app.post('/add-checkpoint', async (context) => {
    const within = await limiter.consume(addressOf(context, options)).then(
      () => true,
      () => false,
    )
    if (!within) return context.text('too many requests\n', 429, { 'retry-after': '10' })
    const body = await readBody(context.req.raw)
    if (body === undefined) return context.text('too large\n', 413)
    const answer = await witness.addCheckpoint(body)
    return answer.ok ? context.body(answer.value, 200, { 'content-type': 'text/plain; charset=utf-8' }) : refusal(context, answer)
  })
  app.get('/:origin/checkpoint', (context) => {
    const note = witness.latest(context.req.param('origin'))
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }
    return note === undefined ? context.text('nothing cosigned under this name\n', 404) : context.body(note, 200, headers)
  })
  app.onError((_error, context) => context.text('the witness failed and signed nothing\n', 500))
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, ({ port }) => {
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ url: `http://${options.host}:${port}`, close })
    })
    server.once('error', reject)
  })
}

function refusal(context: Context, refused: Refused<WitnessRefusal>): Response {
  const status = STATUS[refused.code]
  if (status === 409) return context.body(`${refused.evidence.size}\n`, 409, { 'content-type': 'text/x.tlog.size' })
  return context.text(`${refused.code}\n`, status)
}

function addressOf(context: Context, { trustProxy = false }: ServeWitness): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const incoming: unknown = context.env?.incoming
  const socket = typeof incoming === 'object' && incoming !== null && 'socket' in incoming ? incoming.socket : undefined
  const own = typeof socket === 'object' && socket !== null && 'remoteAddress' in socket ? String(socket.remoteAddress) : 'local'
  return forwarded ?? own
}

/** `undefined` when it is too large: it is not read to its end. Bytes that are no UTF-8 become a sign that notes refuse. */
async function readBody(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > LARGEST_BODY) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
