import type { CheckDetail } from './detail.ts'

/** What a bundle says of one receipt to whoever holds its key; AES-256-GCM, nonce first. */
export type SealedContent = {
  readonly payload: string
  readonly holderHash: string
  readonly signature: string
  readonly detail: string
  readonly detailSignature: string
  readonly keyId: string
  readonly receivedAt: string
  readonly standing: 'valid' | 'after_revocation' | 'after_suspension'
  readonly late: boolean
  readonly clockOff: boolean
  readonly cardProblem: string | null
  readonly annotations: readonly { readonly field: string; readonly note: string; readonly at: string }[]
  /** Where the public journal holds it; none until a checkpoint above it is published. `salt`: base64url, none once erased. `group`: in the bundle. */
  readonly entry: { readonly index: number; readonly salt: string | null; readonly group: number } | null
}

/** Public: tags of 8 bytes and sealed rows; all certificates that the rows need. Binary values are base64url. */
export type Bundle = {
  readonly v: 1
  readonly city: string
  readonly scope: string
  readonly madeAt: string
  readonly authorities: readonly string[]
  readonly devices: readonly string[]
  readonly receipts: readonly { readonly tag: string; readonly sealed: string }[]
  /** Proofs that they stand in the public journal: a checkpoint, and the hashes that all of them need. */
  readonly journal: readonly { readonly note: string; readonly nodes: readonly string[] }[]
}

export type OpenedReceipt = SealedContent & { readonly record: CheckDetail }
