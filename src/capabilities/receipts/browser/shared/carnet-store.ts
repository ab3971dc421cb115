import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { toBase32 } from '../../../../foundation/base32.ts'
import { fromBase64url, toBase64url } from '../../../../foundation/base64url.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { SealedContent } from '../../core/bundle.ts'
import type { Chain } from '../../core/certificate.ts'
import { CARNET_CODE } from '../../core/carnet-code.ts'
import { decodeReceipt, encodeShareable, encodeWithSecret, type PortableReceipt } from '../../core/receipt.ts'
import { holderHash, holderOf, SECRET_LENGTH } from '../../core/holder.ts'
import type { KeptProof } from './examine-journal.ts'
import type { PlaceNames } from './names.ts'
import { idOfReceipt } from './examine.ts'

/** One receipt kept on this device. `fragment`: with its secret when we hold it. `content` and `chain`: once verified in the register. */
export type Kept = {
  readonly id: string
  readonly fragment: string
  readonly keptAt: number
  readonly content?: SealedContent
  readonly chain?: Chain
  readonly names?: PlaceNames
  /** The earliest proof that it stands in the public journal. */
  readonly proof?: KeptProof
  /** After a transfer to this device: the secret that claims it now. Base64url. */
  readonly claimSecret?: string
  /** What the holder wrote for themselves; never sent. */
  readonly note?: string
  /** What the holder sent, as it was sent. */
  readonly said?: readonly Said[]
}

/** Observations or a challenge that the city has received. `at`: milliseconds. */
export type Said = { readonly kind: 'observe' | 'contest'; readonly words: string; readonly reference: string; readonly at: number }

/** A key shown to an officer, whose receipt is still to come: one key for each receipt, so that nothing links two of them. */
export type Pending = { readonly tag: string; readonly secret: string; readonly shownAt: number }

interface CarnetSchema extends DBSchema {
  receipts: { key: string; value: Kept }
  pending: { key: string; value: Pending }
}

export type CarnetStore = IDBPDatabase<CarnetSchema>

export function openCarnet(): Promise<CarnetStore> {
  return openDB<CarnetSchema>('visavis-carnet', 1, {
    upgrade(db) {
      db.createObjectStore('receipts', { keyPath: 'id' })
      db.createObjectStore('pending', { keyPath: 'tag' })
    },
  })
}

export async function keep(
  store: CarnetStore,
  receipt: PortableReceipt,
  more: Omit<Kept, 'id' | 'fragment' | 'keptAt'> & { readonly keptAt: number },
): Promise<Kept> {
  const id = idOfReceipt(receipt)
  const known = await store.get('receipts', id)
  const kept: Kept = {
    ...known,
    ...more,
    ...earliest(known?.proof, more.proof),
    id,
    fragment: receipt.secret === undefined ? (known?.fragment ?? fragmentOf(receipt)) : fragmentOf(receipt),
  }
  await store.put('receipts', kept)
  await navigator.storage?.persist?.().catch(() => false)
  return kept
}

/** Of two proofs, the one that its witnesses dated first; one without witnesses counts last. */
function earliest(known: KeptProof | undefined, found: KeptProof | undefined): { readonly proof?: KeptProof } {
  const [first] = [known, found].filter((proof) => proof !== undefined).sort((left, right) => (left.since ?? Infinity) - (right.since ?? Infinity))
  return first === undefined ? {} : { proof: first }
}

export function fragmentOf(receipt: PortableReceipt): string {
  return receipt.secret === undefined
    ? encodeShareable(receipt.payloadBytes, receipt.holderHash, receipt.signature)
    : encodeWithSecret(receipt.payloadBytes, receipt.secret, receipt.signature)
}

/** What may be given away: it verifies, it cannot be claimed. */
export function shareableFragment(receipt: PortableReceipt): string {
  return encodeShareable(receipt.payloadBytes, receipt.holderHash, receipt.signature)
}

export function receiptOfKept(kept: Kept): PortableReceipt | undefined {
  return decodeReceipt(kept.fragment)
}

/** The secrets that may claim this receipt from here: that of the last change of key, then the receipt's own. */
export function claimSecretsOf(kept: Kept): readonly Bytes[] {
  const changed = kept.claimSecret === undefined ? undefined : fromBase64url(kept.claimSecret)
  return [changed, receiptOfKept(kept)?.secret].filter((secret) => secret !== undefined)
}

/** A fresh key for one receipt; answers the text of the QR to show. */
export async function openPending(store: CarnetStore, now: number): Promise<string> {
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_LENGTH))
  const hash = holderHash(holderOf(secret).publicKey)
  await store.put('pending', { tag: toBase64url(hash), secret: toBase64url(secret), shownAt: now })
  return CARNET_CODE + toBase32(hash)
}
