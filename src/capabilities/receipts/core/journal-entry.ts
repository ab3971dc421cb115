import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { receiptId } from './receipt.ts'

export type Journaled = {
  readonly keyId: Uint8Array
  readonly seq: number
  /** Civil date of the check. */
  readonly day: string
  /** 43 bytes. */
  readonly payload: Uint8Array
  readonly holderHash: Uint8Array
  readonly holderTag: Uint8Array
  readonly detail: string
}

/** Under which name the journal knows a receipt: it enters once. */
export function receiptAct(keyId: Uint8Array, seq: number) {
  return { type: 'receipt', businessKey: receiptId(keyId, seq), version: 1 } as const
}

/** What of a receipt the journal commits to: whoever holds the receipt and its salt computes the same, nobody else. */
export function receiptEntry({ keyId, seq, day, payload, holderHash, holderTag, detail }: Journaled) {
  return {
    ...receiptAct(keyId, seq),
    day,
    payload: { payload: toHex(payload), holderHash: toHex(holderHash), detail: toHex(sha256(detail)) },
    holderTag: new Uint8Array(holderTag),
  } as const
}
