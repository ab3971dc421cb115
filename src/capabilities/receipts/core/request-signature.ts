import { concat, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'

export type SignedRequest = { readonly method: string; readonly path: string; readonly time: number; readonly body: Uint8Array }

/** What a device signs to speak for itself: no password, no cookie, nothing to steal from the server. `time`: Unix seconds. */
export function requestMessage({ method, path, time, body }: SignedRequest): Bytes {
  return utf8(`vav-request/v1\n${method}\n${path}\n${time}\n${toHex(sha256(body))}`)
}

/** Proof that whoever typed the enrolment code holds the private key. */
export function enrolmentMessage(code: string, publicKey: Uint8Array): Bytes {
  return concat(utf8(`vav-enrolment/v1\0${code}\n`), publicKey)
}

/** A request older or newer than this is refused: a recorded one cannot be played again tomorrow. */
export const REQUEST_TOLERANCE_SECONDS = 3600
