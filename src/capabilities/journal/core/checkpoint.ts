import { sha256 } from '../../../foundation/digest.ts'
import type { Bytes } from '../../../foundation/bytes.ts'

/** The newest checkpoint that devices quote. Until the journal publishes, that of the empty tree: size 0, root H("") (RFC 6962 §2.1). */
export function anchorOf(): { readonly size: number; readonly rootPrefix: Bytes } {
  return { size: 0, rootPrefix: new Uint8Array(sha256(new Uint8Array()).subarray(0, 8)) }
}
