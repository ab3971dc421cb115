import { brotliCompressSync, constants } from 'node:zlib'
import type { Refused } from '../../foundation/result.ts'
import { contentSecurityPolicy, DATA_HEADERS, EMBED_HEADERS, EMBED_POLICY, FILE_HEADERS, SECURITY_HEADERS } from './headers.ts'
import type { Answer, Call } from './route.ts'

export type ErrorPages = (call: Call, refusal: Refused, status: number) => string

/** An answer as it will leave, before it is one request's: what the page cache keeps. */
export type Encoded = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: string | Uint8Array<ArrayBuffer> | null
  /** What is no page of ours needs fewer headers. */
  readonly kind: 'page' | 'embed' | 'file' | 'data'
}

/** Refusals that the platform itself makes; a capability adds its own codes, which are 422 unless listed here. */
const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'no-such-city': 404,
  'cross-site': 403,
  forbidden: 403,
  'sign-in-needed': 401,
  'too-many-requests': 429,
  'work-needed': 429,
  'body-too-large': 413,
  'body-not-a-form': 415,
  'body-not-json': 400,
  malformed: 400,
  unavailable: 503,
  fault: 500,
  equivocation: 409,
  'card-spent': 409,
  'already-used': 409,
  'already-passed': 409,
  'share-not-handed': 409,
  'device-unknown': 404,
  'certificate-unknown': 404,
  'receipt-unknown': 404,
  'signature-wrong': 403,
  'code-refused': 403,
  'not-sealed': 415,
  'disk-full': 507,
  'out-of-date': 409,
  'roster-stale': 409,
  'already-founded': 409,
}

export function statusOf(refusal: Refused): number {
  return STATUS[refusal.code] ?? 422
}

export function encodeAnswer(answer: Answer, call: Call, errorPages: ErrorPages): Encoded {
  switch (answer.kind) {
    case 'page':
      return html(call, answer.html, {
        status: answer.status ?? 200,
        cookies: answer.cookies ?? [],
        wasm: answer.wasm ?? false,
        trusted: answer.trusted ?? false,
        embed: answer.embed ?? false,
      })
    case 'json':
      return json(answer.value, { status: answer.status ?? 200, cookies: answer.cookies ?? [], headers: answer.headers ?? {} })
    case 'redirect':
      return { status: 303, headers: { location: answer.to }, cookies: answer.cookies ?? [], body: null, kind: 'page' }
    case 'file':
      return { status: 200, headers: { 'content-type': answer.type, ...answer.headers }, cookies: [], body: answer.bytes, kind: 'file' }
    case 'refused':
      return encodeRefusal(answer, call, errorPages)
  }
}

function encodeRefusal(answer: Answer & { kind: 'refused' }, call: Call, errorPages: ErrorPages): Encoded {
  const { refusal, format } = answer
  const status = statusOf(refusal)
  if (format === 'page') return html(call, errorPages(call, refusal, status), { status, cookies: [], wasm: false, trusted: false, embed: false })
  // RFC 9457: the code is the type, the evidence its members.
  const problem = { type: `urn:visavis:refusal:${refusal.code}`, code: refusal.code, status, evidence: refusal.evidence, request: call.requestId }
  return json(problem, { status, cookies: [], headers: { 'content-type': 'application/problem+json' } })
}

type JsonParts = Pick<Encoded, 'status' | 'headers' | 'cookies'>

function json(value: unknown, { status, headers, cookies }: JsonParts): Encoded {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    cookies,
    body: JSON.stringify(value),
    kind: 'data',
  }
}

type HtmlParts = {
  readonly status: number
  readonly cookies: readonly string[]
  readonly wasm: boolean
  readonly trusted: boolean
  readonly embed: boolean
}

function html(call: Call, text: string, more: HtmlParts): Encoded {
  const brotli = /\bbr\b/.test(call.header('accept-encoding') ?? '')
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding, accept-language, cookie',
    'content-security-policy': more.embed ? EMBED_POLICY : contentSecurityPolicy(more),
    ...(more.embed && { 'cross-origin-resource-policy': 'cross-origin' }),
    ...(brotli && { 'content-encoding': 'br' }),
  }
  const body = brotli ? new Uint8Array(brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })) : text
  return { status: more.status, headers, cookies: more.cookies, body, kind: more.embed ? 'embed' : 'page' }
}

const HEADERS = { page: SECURITY_HEADERS, embed: EMBED_HEADERS, file: FILE_HEADERS, data: DATA_HEADERS } as const

/** One request's response: the security headers and its number are on every one. Plain members are the server's fast path. */
export function responseOf(encoded: Encoded, requestId: string): Response {
  const plain = { ...HEADERS[encoded.kind], ...encoded.headers, 'x-request-id': requestId }
  if (encoded.cookies.length === 0) return new Response(encoded.body, { status: encoded.status, headers: plain })
  const headers = new Headers(plain)
  for (const cookie of encoded.cookies) headers.append('set-cookie', cookie)
  return new Response(encoded.body, { status: encoded.status, headers })
}
