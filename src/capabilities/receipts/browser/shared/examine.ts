import { fromBase32 } from '../../../../foundation/base32.ts'
import { equalBytes, toHex } from '../../../../foundation/bytes.ts'
import { addCivilMonths, civilDate } from '../../../../foundation/civil-date.ts'
import type { Bundle, SealedContent } from '../../core/bundle.ts'
import { certificateId, type Chain } from '../../core/certificate.ts'
import type { CheckDetail } from '../../core/detail.ts'
import { holderHash, holderOf, SECRET_LENGTH } from '../../core/holder.ts'
import { aesOverWebCrypto, chainFor, openBundle, prefixOf, receiptOf, verifyDetail } from '../../core/open-bundle.ts'
import { decodeReceipt, receiptId, type PortableReceipt } from '../../core/receipt.ts'
import { KEPT_MONTHS } from '../../core/retention.ts'
import { verifyReceipt } from '../../core/verify-receipt.ts'
import type { Journaling } from './examine-journal.ts'
import { fetchPublic, type Names } from './names.ts'

/** A receipt must be in the register at most this long after the check. */
export const DUE_AFTER_SECONDS = 48 * 3600

export type Registered = { readonly content: SealedContent; readonly detail: CheckDetail; readonly chain: Chain; readonly journal: Journaling }

/** All that this page may have to say. */
export type Finding =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not-a-receipt' }
  | { readonly kind: 'offline'; readonly receipt: PortableReceipt | undefined }
  | { readonly kind: 'card-not-used' }
  | { readonly kind: 'not-genuine'; readonly reason: string; readonly receipt: PortableReceipt }
  | ({ readonly kind: 'registered'; readonly receipt: PortableReceipt; readonly names: Names } & Registered)
  | {
      readonly kind: 'waiting' | 'missing' | 'forgotten'
      readonly receipt: PortableReceipt
      readonly chain: Chain
      readonly due: number
      readonly names: Names
    }

/** `fragment`: what stands after `#`. `now`: Unix seconds. The server learns a day, or 12 bits, and nothing else. */
export async function examine(fragment: string, now: number): Promise<Finding> {
  if (fragment === '') return { kind: 'nothing' }
  const secret = fromBase32(fragment.trim().toUpperCase())
  if (secret?.length === SECRET_LENGTH) return examineCard(secret, now)
  const receipt = decodeReceipt(fragment)
  if (receipt === undefined) return { kind: 'not-a-receipt' }
  const day = civilDate(new Date(receipt.payload.time * 1000))
  const [names, bundle] = await Promise.all([fetchPublic<Names>('/recus/autorites'), fetchPublic<Bundle>(`/recus/jours/${day}`)])
  if (names === undefined || bundle === undefined) return { kind: 'offline', receipt }
  const chain = chainFor({ authorities: names.authorities, devices: bundle.devices }, receipt.payload.keyId)
  if (chain === undefined) return { kind: 'not-genuine', reason: 'certificate-unknown', receipt }
  const verified = await verifyReceipt(receipt, chain)
  if (!verified.ok) return { kind: 'not-genuine', reason: verified.code, receipt }
  const opened = await openBundle(bundle, receipt.holderHash, aesOverWebCrypto(crypto.subtle))
  const content = opened.find((candidate) => equalBytes(receiptOf(candidate)?.payloadBytes ?? new Uint8Array(), receipt.payloadBytes))
  if (content !== undefined) return registered({ receipt, content, chain, names, bundle, now })
  const due = receipt.payload.time + DUE_AFTER_SECONDS
  return { kind: absenceOf(day, { now, due }), receipt, chain, due, names }
}

/** Once the register has erased it, an absence means nothing any more. */
function absenceOf(day: string, { now, due }: { readonly now: number; readonly due: number }): 'waiting' | 'missing' | 'forgotten' {
  if (civilDate(new Date(now * 1000)) > addCivilMonths(day, KEPT_MONTHS)) return 'forgotten'
  return now > due ? 'missing' : 'waiting'
}

/** A card's secret alone: its receipt is found in a bucket of one tag in 4,096. */
async function examineCard(secret: Uint8Array<ArrayBuffer>, now: number): Promise<Finding> {
  const hash = holderHash(holderOf(secret).publicKey)
  const [names, bundle] = await Promise.all([fetchPublic<Names>('/recus/autorites'), fetchPublic<Bundle>(`/recus/lots/${prefixOf(hash)}`)])
  if (names === undefined || bundle === undefined) return { kind: 'offline', receipt: undefined }
  const [content] = await openBundle(bundle, hash, aesOverWebCrypto(crypto.subtle))
  const receipt = content && receiptOf(content, secret)
  if (content === undefined || receipt === undefined) return { kind: 'card-not-used' }
  const chain = chainFor({ authorities: names.authorities, devices: bundle.devices }, receipt.payload.keyId)
  if (chain === undefined) return { kind: 'not-genuine', reason: 'certificate-unknown', receipt }
  const verified = await verifyReceipt(receipt, chain)
  return verified.ok ? registered({ receipt, content, chain, names, bundle, now }) : { kind: 'not-genuine', reason: verified.code, receipt }
}

type Found = {
  readonly receipt: PortableReceipt
  readonly content: SealedContent
  readonly chain: Chain
  readonly names: Names
  readonly bundle: Bundle
  readonly now: number
}

async function registered({ receipt, content, chain, names, bundle, now }: Found): Promise<Finding> {
  // Of no use before a receipt is there: whoever only opens the page does not wait for it.
  const { examineJournal } = await import('./examine-journal.ts')
  const [verified, journal] = await Promise.all([
    verifyDetail(content, receipt, chain),
    examineJournal({ receipt, content, groups: bundle.journal, now }),
  ])
  if (!verified.ok) return { kind: 'not-genuine', reason: verified.code, receipt }
  const detail: CheckDetail = JSON.parse(verified.value)
  return { kind: 'registered', receipt, content, detail, chain, names, journal }
}

export function idOfReceipt(receipt: PortableReceipt): string {
  return receiptId(receipt.payload.keyId, receipt.payload.seq)
}

/** Eight bytes of the root certificate, to compare with what the city printed elsewhere. */
export function rootFingerprint(chain: Chain): string {
  return toHex(certificateId(chain.root))
}
