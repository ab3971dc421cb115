import { toBase64 } from '../../../foundation/base64.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { readBody } from '../actions/read-body.ts'
import { readSealed, readSigner } from '../actions/read-sealed.ts'
import { seatOf } from '../actions/seat-of.ts'
import { sendLetter } from '../actions/send-letter.ts'
import { fileOf, letterShape } from '../api/filing.ts'
import { readExchanges } from '../queries/exchanges.ts'
import { readLetterRows } from '../queries/letters.ts'

const DEVICE = { kind: 'device' } as const
const PATH = '/coffre/api/organes/:body/echanges'
const EXCHANGE = /^[0-9a-f]{32}$/

/** What a body and the authority write to each other: for members who sit, and for the authority that the roster names. */
export function exchangeRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: PATH, access: DEVICE, handle: (call) => list(services, call) },
    { method: 'GET', path: `${PATH}/:exchange`, access: DEVICE, handle: (call) => read(services, call) },
    { method: 'POST', path: `${PATH}/:exchange`, access: DEVICE, maxBody: 600_000, handle: (call) => send(services, call) },
  ]
}

/** `undefined`: this key is neither. */
async function writerOf(services: Services, call: Call, key: string): Promise<'member' | 'authority' | undefined> {
  const body = await readBody(services, call.city.code, call.param('body'))
  const kind = body && seatOf(body, key, call.now)?.kind
  return kind === 'member' || kind === 'authority' ? kind : undefined
}

async function mayRead(services: Services, call: Call): Promise<boolean> {
  const signer = await readSigner(call, new Uint8Array())
  return signer.ok && (await writerOf(services, call, signer.value)) !== undefined
}

async function list(services: Services, call: Call): Promise<Answer> {
  if (!(await mayRead(services, call))) return refusedJson(refuse('signature-wrong'))
  const rows = await readExchanges(services.db, { city: call.city.code, body: call.param('body') })
  const exchanges = rows.map(({ exchange, seq, writer, added_at }) => ({ exchange, letters: seq + 1, last: writer, at: added_at.toISOString() }))
  return { kind: 'json', value: { exchanges } }
}

async function read(services: Services, call: Call): Promise<Answer> {
  if (!(await mayRead(services, call))) return refusedJson(refuse('signature-wrong'))
  const asked = { city: call.city.code, body: call.param('body'), exchange: call.param('exchange') }
  const rows = await readLetterRows(services.db, asked)
  if (rows.length === 0) return refusedJson(refuse('not-found'))
  return { kind: 'json', value: { files: rows.map(({ file }) => toBase64(file)) } }
}

async function send(services: Services, call: Call): Promise<Answer> {
  const sealed = await readSealed(call, letterShape, ({ file }) => [file])
  if (!sealed.ok) return refusedJson(sealed)
  const writer = await writerOf(services, call, sealed.value.signer)
  if (!writer) return refusedJson(refuse('signature-wrong'))
  if (!EXCHANGE.test(call.param('exchange'))) return refusedJson(refuse('malformed', { part: 'exchange' }))
  const { seq, file } = sealed.value.body
  const place = { city: call.city.code, body: call.param('body'), exchange: call.param('exchange') }
  const sent = await sendLetter(services, { ...place, seq, writer, file: fileOf(file) })
  return sent.ok ? { kind: 'json', status: 201, value: { seq } } : refusedJson(sent)
}
