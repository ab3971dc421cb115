import { toBase64url } from '../../../../foundation/base64url.ts'
import { fromHex, type Bytes } from '../../../../foundation/bytes.ts'
import { civilDate } from '../../../../foundation/civil-date.ts'
import { fromBase64url } from '../../../../foundation/base64url.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { DeviceContext } from '../../api/device-context.ts'
import { checkRules, type CheckRefusal } from '../../core/check-rules.ts'
import { writeDetail, type CheckDetail, type Delivery } from '../../core/detail.ts'
import { articleOn, groundOfCode } from '../../core/ground.ts'
import { holderHash, holderOf, SECRET_LENGTH } from '../../core/holder.ts'
import { encodeOutcome } from '../../core/outcome.ts'
import { encodePayload } from '../../core/payload.ts'
import { detailMessage, encodeWithSecret, receiptId, signedMessage } from '../../core/receipt.ts'
import { signWithDevice, type DeviceKey } from './device-key.ts'
import { commitReceipt, nextSeq, type AgentStore } from './store.ts'

/** Everything that the officer has said of the check; the rest is computed. */
export type Draft = Omit<CheckDetail, 'v' | 'groundText' | 'ended' | 'delivery' | 'act'>

/** Who will hold the receipt: a secret made here, or the hash that a card or the person's own phone shows. */
export type Recipient = { readonly delivery: Delivery; readonly holderHash?: Bytes }

export type Issuer = {
  readonly store: AgentStore
  readonly key: DeviceKey
  readonly context: DeviceContext
  /** Unix seconds, corrected. */ readonly now: number
  readonly origin: string
}

export type IssuedReceipt = {
  readonly id: string
  /** With its secret, shown once; absent when the device never had the secret. */ readonly url: string | undefined
}

export type IssueRefusal = CheckRefusal | 'no-certificate-now' | 'number-taken' | 'storage-full'

export async function issueReceipt(issuer: Issuer, draft: Draft, recipient: Recipient): Promise<Result<IssuedReceipt, IssueRefusal>> {
  const detail = completeDetail(draft, recipient.delivery, issuer.now)
  const rules = { kind: issuer.context.unit.kind, acts: issuer.context.unit.acts, optionalFields: issuer.context.optionalFields }
  const checked = detail && checkRules(detail, rules, civilDate(new Date(detail.started * 1000)))
  if (checked === undefined) return refuse('ground-text-not-in-force')
  if (!checked.ok) return checked
  const certificate = issuer.context.certificates.find(({ from, to }) => draft.started >= from && draft.started <= to)
  if (certificate === undefined) return refuse('no-certificate-now')
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const signed = await signReceipt(issuer, { detail: checked.value, keyId: certificate.keyId, recipient })
    const spentCard = recipient.delivery.mode === 'card' ? recipient.delivery.card : undefined
    const { issued, queued, url } = signed
    const committed = await commitReceipt(issuer.store, { issued, queued, spentCard, shown: url }).catch((error: unknown) =>
      isFull(error) ? 'full' : Promise.reject(error),
    )
    if (committed === 'full') return refuse('storage-full')
    if (committed) return accept({ id: issued.id, url })
  }
  return refuse('number-taken')
}

function completeDetail(draft: Draft, delivery: Delivery, now: number): CheckDetail | undefined {
  const ground = groundOfCode(draft.ground)
  const text = ground && articleOn(ground, civilDate(new Date(draft.started * 1000)))
  return ground && text && { ...draft, v: 1, act: ground.act, groundText: text.from, ended: Math.max(now, draft.started), delivery }
}

type Signing = { readonly detail: CheckDetail; readonly keyId: string; readonly recipient: Recipient }

async function signReceipt({ store, key, context, now, origin }: Issuer, { detail, keyId, recipient }: Signing) {
  const seq = await nextSeq(store, keyId)
  const secret = recipient.holderHash === undefined ? crypto.getRandomValues(new Uint8Array(SECRET_LENGTH)) : undefined
  const hash = secret === undefined ? (recipient.holderHash ?? new Uint8Array(32)) : holderHash(holderOf(secret).publicKey)
  const payload = payloadOf(detail, { context, key, keyId, seq })
  const text = writeDetail(detail)
  const [signature, detailSignature] = await Promise.all([
    signWithDevice(key, signedMessage(payload, hash)),
    signWithDevice(key, detailMessage(payload, hash, text)),
  ])
  const id = receiptId(fromHex(keyId) ?? new Uint8Array(8), seq)
  const body = JSON.stringify({
    payload: toBase64url(payload),
    holderHash: toBase64url(hash),
    signature: toBase64url(signature),
    detail: text,
    detailSignature: toBase64url(detailSignature),
  })
  return {
    issued: { id, keyId, seq, payload: toBase64url(payload), detail: text },
    queued: { id, kind: 'receipt' as const, path: `/agent/api/recus/${id}`, body, queuedAt: now },
    url: secret && recipient.delivery.mode === 'screen' ? `${origin}/r#${encodeWithSecret(payload, secret, signature)}` : undefined,
  }
}

type Numbering = { readonly context: DeviceContext; readonly key: DeviceKey; readonly keyId: string; readonly seq: number }

function payloadOf(detail: CheckDetail, { context, key, keyId, seq }: Numbering): Bytes {
  const first = detail.officers[0]
  return encodePayload({
    algorithm: key.algorithm,
    city: context.city.number,
    unit: context.unit.unit,
    keyId: fromHex(keyId) ?? new Uint8Array(8),
    seq,
    time: detail.started,
    quarter: detail.quarter,
    section: detail.section,
    ground: groundOfCode(detail.ground)?.byte ?? 0,
    outcome: encodeOutcome({
      result: detail.result,
      patDown: detail.followUps.includes('pat_down'),
      bag: detail.followUps.includes('bag'),
      vehicle: detail.followUps.includes('vehicle'),
      explained: detail.explained,
      camera: detail.camera,
    }),
    officer: first && 'number' in first ? first.number : 0,
    anchor: { size: context.anchor.size, rootPrefix: fromHex(context.anchor.rootPrefix) ?? new Uint8Array(8) },
  })
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'QuotaExceededError' || error.name === 'UnknownError')
}

/** The hash that the person's own phone shows as a QR: `VAVH` and base32 of 32 bytes; or the base64url that a card's record holds. */
export function hashOfCard(encoded: string): Bytes | undefined {
  const bytes = fromBase64url(encoded)
  return bytes?.length === 32 ? bytes : undefined
}
