import { concat, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../foundation/canonical-json.ts'
import { sha256 } from '../../../foundation/digest.ts'

export type EntryType = 'receipt' | 'certificate' | 'revocation' | 'manifest' | 'gap' | 'equivocation' | 'claim' | 'publication'

/** What a capability commits. `businessKey` and `version` make it idempotent; `payload` never leaves: only its commitment does. */
export type Entry = {
  readonly type: EntryType
  readonly businessKey: string
  readonly version: number
  /** Civil date, `2027-03-01`. */
  readonly day: string
  readonly payload: Json
  readonly holderTag?: Bytes
}

/** SHA-256 of (domain, business key, version): the same act is committed once. 32 bytes. */
export function dedupKey(entry: Entry): Bytes {
  return sha256(utf8(`vav-journal/v1\n${entry.type}\n${entry.businessKey}\n${entry.version}`))
}

/** SHA-256(domain ‖ 256-bit salt ‖ canonical payload): without its salt, 32 bytes that say nothing. */
export function commitment(entry: Entry, salt: Uint8Array): Bytes {
  return sha256(concat(utf8(`vav-journal/v1/${entry.type}\0`), salt, utf8(canonicalJson(entry.payload))))
}
