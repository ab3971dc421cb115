import { z } from 'zod'
import { toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { sha256 } from '../../../foundation/digest.ts'
import type { HolderKeys } from '../core/vault/holder-keys.ts'
import { signature, slug } from '../core/vault/shapes.ts'
import { isSignedBy, sign } from '../core/vault/signed.ts'
import { filingShape, type FilingBody } from './filing.ts'

/** A whole filing as a file: what the offline form makes and the plain form takes. Signed by who files, for one body. */
const offlineShape = z.strictObject({ kind: z.literal('visavis-saisine/v1'), body: slug, filing: filingShape, signature })

/** `bytes`: of `writeFiling`. */
export function writeOffline(bytes: Bytes, body: string, { signing }: Pick<HolderKeys, 'signing'>): Bytes {
  const filing: FilingBody = JSON.parse(new TextDecoder().decode(bytes))
  return utf8(canonicalJson({ kind: 'visavis-saisine/v1', body, filing, signature: sign('filing', contentOf(bytes, body), signing).signature }))
}

/** The filing and its bytes, as they would have come from a device in one request. `undefined`: no such file, or its signature does not hold. */
export async function readOffline(file: Uint8Array, body: string): Promise<{ readonly body: FilingBody; readonly bytes: Bytes } | undefined> {
  const read = offlineShape.safeParse(jsonOf(file))
  if (!read.success || read.data.body !== body) return undefined
  const { filing, signature } = read.data
  const bytes = bytesOf(filing)
  if (!bytes) return undefined
  return (await isSignedBy('filing', { content: contentOf(bytes, read.data.body), signature }, filing.citizen.key))
    ? { body: filing, bytes }
    : undefined
}

function contentOf(bytes: Bytes, body: string) {
  return { body, sha256: toHex(sha256(bytes)) }
}

/** `undefined`: half a character stands in it, which no canonical JSON has (RFC 8785, section 3.2.2.2). */
function bytesOf(filing: FilingBody): Bytes | undefined {
  try {
    return utf8(canonicalJson(filing))
  } catch {
    return undefined
  }
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))
  } catch {
    return undefined
  }
}
