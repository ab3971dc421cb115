import type { Readable } from 'node:stream'
import { refuse, type Result } from '../../foundation/result.ts'
import type { Form, Upload, UploadedFile } from './route.ts'

export type BodyRefusal = 'body-too-large' | 'body-not-a-form' | 'body-not-json'

/** Thrown inside a handler that reads a body that is not what it must be; the server words it as a refusal. */
export class BodyRefused extends Error {
  readonly refusal: ReturnType<typeof refuse<BodyRefusal>>

  constructor(code: BodyRefusal, evidence: Record<string, string | number> = {}) {
    super(code)
    this.refusal = refuse(code, evidence)
  }
}

/**
 * Reads at most `limit` bytes, whatever the declared length says. HTTP/1.1 holds a sender to that length (RFC 9112 §6.3): such a body is read at
 * once, without a stream; from a connection (`incoming`) into one place, where the Fetch API would copy each byte three times.
 */
export async function readBody(request: Request, limit: number, incoming?: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get('content-length') ?? Number.NaN)
  if (declared > limit) throw new BodyRefused('body-too-large', { limit })
  if (declared > 0 && incoming) return readWhole(declared, incoming)
  if (declared > 0) return atMost(new Uint8Array(await request.arrayBuffer()), limit)
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  for await (const chunk of request.body) {
    total += chunk.length
    if (total > limit) throw new BodyRefused('body-too-large', { limit })
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** Throws when the connection ends before the declared length. By events: a reader in a loop costs more than all of a small body. */
function readWhole(declared: number, incoming: Readable): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    let bytes: Uint8Array<ArrayBuffer> | undefined
    let at = 0
    const fail = (error: Error = new RangeError('not the whole body')) => reject(error)
    incoming.on('data', (chunk: Uint8Array<ArrayBuffer>) => {
      if (at + chunk.length > declared) return fail(new RangeError('not the declared body'))
      // A small body comes in one piece, which is taken as it is.
      if (chunk.length === declared) bytes = chunk
      else (bytes ??= new Uint8Array(declared)).set(chunk, at)
      at += chunk.length
    })
    incoming.once('end', () => (at === declared && bytes ? resolve(bytes) : fail()))
    incoming.once('error', fail)
    incoming.once('close', () => fail())
  })
}

function atMost(bytes: Uint8Array<ArrayBuffer>, limit: number): Uint8Array<ArrayBuffer> {
  if (bytes.length > limit) throw new BodyRefused('body-too-large', { limit })
  return bytes
}

/** `application/x-www-form-urlencoded`, well-formed UTF-8 without control characters but line breaks and tabs. */
export function parseForm(contentType: string | undefined, body: Uint8Array): Form {
  if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(contentType ?? '')) throw new BodyRefused('body-not-a-form')
  return formOf(new URLSearchParams(new TextDecoder().decode(body)))
}

/** `multipart/form-data` (RFC 7578). A field for a file that was left empty is no file. */
export async function parseUpload(contentType: string | undefined, body: Uint8Array<ArrayBuffer>): Promise<Upload> {
  if (!/^multipart\/form-data;/i.test(contentType ?? '')) throw new BodyRefused('body-not-a-form')
  const data = await new Response(body, { headers: { 'content-type': contentType ?? '' } }).formData().catch(() => undefined)
  if (data === undefined) throw new BodyRefused('body-not-a-form')
  const texts = new URLSearchParams()
  const files: UploadedFile[] = []
  for (const [name, value] of data) {
    if (typeof value === 'string') texts.append(name, value)
    else if (value.size > 0) files.push({ name: plainName(value.name), bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { form: formOf(texts), files }
}

const LONGEST_NAME = 120

/** The end of a path, as people may read it again. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_').slice(-LONGEST_NAME)
}

function formOf(parameters: URLSearchParams): Form {
  const clean = (text: string) => text.replaceAll('\r\n', '\n').trim()
  for (const [, value] of parameters) if (FORBIDDEN.test(value)) throw new BodyRefused('body-not-a-form')
  return {
    text: (name) => clean(parameters.get(name) ?? ''),
    all: (name) => parameters.getAll(name).map(clean),
    entries: () => Object.fromEntries([...parameters].map(([name, value]) => [name, clean(value)])),
  }
}

// NUL and other C0 controls cannot be stored as text or shown; U+FFFD is what malformed UTF-8 decodes to.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD]|\p{Surrogate}/u

/** Strict JSON (RFC 8259), UTF-8. Duplicate names keep the last, as ECMAScript does; the schema decides the rest. */
export function parseJson(body: Uint8Array): Result<unknown, 'body-not-json'> {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) }
  } catch {
    return refuse('body-not-json')
  }
}
