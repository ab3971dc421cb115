import { toHex } from '../../../../foundation/bytes.ts'
import { sha256 } from '../../../../foundation/digest.ts'
import type { HolderKeys } from './holder-keys.ts'
import { isSignedBy, sign } from './signed.ts'

/** How far a device's clock may be from the server's. Seconds. */
const TOLERANCE = 900

export const REQUEST_HEADERS = { key: 'x-visavis-key', time: 'x-visavis-time', signature: 'x-visavis-signature' } as const

/** What is signed: no cookie, no account; the key that signs is the one that the case or the roster names. */
export type Request = {
  readonly method: string
  /** With its query. */
  readonly path: string
  /** Absent: none, or one whose hash is given. */
  readonly body?: Uint8Array
  /** SHA-256 of the body (hex), where somebody computed it already. */
  readonly digest?: string
}

const NONE = new Uint8Array()

function contentOf({ method, path, body, digest }: Request, time: string) {
  return { method, path, time, sha256: digest ?? toHex(sha256(body ?? NONE)) }
}

export function signRequest(request: Request, now: Date, { key, signing }: Pick<HolderKeys, 'key' | 'signing'>): Readonly<Record<string, string>> {
  const time = String(Math.floor(now.getTime() / 1000))
  const { signature } = sign('request', contentOf(request, time), signing)
  return { [REQUEST_HEADERS.key]: key, [REQUEST_HEADERS.time]: time, [REQUEST_HEADERS.signature]: signature }
}

/** The key (hex) that signed this request within the last quarter of an hour; `undefined` otherwise. */
export async function signerOf(request: Request, now: Date, header: (named: string) => string | undefined): Promise<string | undefined> {
  const key = header(REQUEST_HEADERS.key)
  const time = header(REQUEST_HEADERS.time)
  const signature = header(REQUEST_HEADERS.signature)
  if (key === undefined || time === undefined || signature === undefined || !/^\d{1,12}$/.test(time)) return undefined
  if (Math.abs(Number(time) - now.getTime() / 1000) > TOLERANCE) return undefined
  return (await isSignedBy('request', { content: contentOf(request, time), signature }, key)) ? key : undefined
}
