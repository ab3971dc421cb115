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
}

export type OpenedReceipt = SealedContent & { readonly record: CheckDetail }
