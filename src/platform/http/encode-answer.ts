import { brotliCompressSync, constants } from 'node:zlib'
import type { Refused } from '../../foundation/result.ts'
import { contentSecurityPolicy } from './headers.ts'
import type { Answer, Call } from './route.ts'

export type ErrorPages = (call: Call, refusal: Refused, status: number) => string

/** Refusals that the platform itself makes; a capability adds its own codes, which are 422 unless listed here. */
const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'no-such-city': 404,
  'cross-site': 403,
  forbidden: 403,
  'sign-in-needed': 401,
  'too-many-requests': 429,
  'body-too-large': 413,
  'body-not-a-form': 415,
  'body-not-json': 400,
  malformed: 400,
  unavailable: 503,
  fault: 500,
  equivocation: 409,
  'card-spent': 409,
  'already-used': 409,
  'device-unknown': 404,
  'certificate-unknown': 404,
  'receipt-unknown': 404,
  'signature-wrong': 403,
  'code-refused': 403,
}

export function statusOf(refusal: Refused): number {
  return STATUS[refusal.code] ?? 422
}

export function encodeAnswer(answer: Answer, call: Call, errorPages: ErrorPages): Response {
  switch (answer.kind) {
    case 'page':
      return html(call, answer.html, { status: answer.status ?? 200, cookies: answer.cookies ?? [], wasm: answer.wasm ?? false })
    case 'json':
      return json(answer.value, answer.status ?? 200, answer.headers)
    case 'redirect':
      return new Response(null, { status: 303, headers: withCookies({ location: answer.to }, answer.cookies ?? []) })
    case 'file':
      return new Response(answer.bytes, { headers: { 'content-type': answer.type, ...answer.headers } })
    case 'refused':
      return encodeRefusal(answer, call, errorPages)
  }
}

function encodeRefusal(answer: Answer & { kind: 'refused' }, call: Call, errorPages: ErrorPages): Response {
  const { refusal, format } = answer
  const status = statusOf(refusal)
  if (format === 'page') return html(call, errorPages(call, refusal, status), { status, cookies: [], wasm: false })
  // RFC 9457: the code is the type, the evidence its members.
  const problem = { type: `urn:visavis:refusal:${refusal.code}`, code: refusal.code, status, evidence: refusal.evidence, request: call.requestId }
  return json(problem, status, { 'content-type': 'application/problem+json' })
}

function json(value: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers } })
}

function html(call: Call, text: string, more: { readonly status: number; readonly cookies: readonly string[]; readonly wasm: boolean }): Response {
  const headers = withCookies(
    {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'accept-encoding, accept-language, cookie',
      'content-security-policy': contentSecurityPolicy(more),
    },
    more.cookies,
  )
  if (!/\bbr\b/.test(call.header('accept-encoding') ?? '')) return new Response(text, { status: more.status, headers })
  headers.set('content-encoding', 'br')
  const bytes = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return new Response(new Uint8Array(bytes), { status: more.status, headers })
}

function withCookies(plain: Readonly<Record<string, string>>, cookies: readonly string[]): Headers {
  const headers = new Headers(plain)
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
