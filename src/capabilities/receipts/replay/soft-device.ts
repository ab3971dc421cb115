import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { toBase64url } from '../../../foundation/base64url.ts'
import { fromHex, type Bytes } from '../../../foundation/bytes.ts'
import type { Submission } from '../api/submission.ts'
import { writeDetail, type CheckDetail } from '../core/detail.ts'
import { groundOfCode } from '../core/ground.ts'
import { holderHash, holderOf } from '../core/holder.ts'
import { encodeOutcome } from '../core/outcome.ts'
import { encodePayload } from '../core/payload.ts'
import { detailMessage, receiptId, signedMessage } from '../core/receipt.ts'
import { EMPTY_ANCHOR } from '../../journal/core/index.ts'
import type { IssuedCertificate } from '../actions/issue-certificates.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export type MadeReceipt = { readonly id: string; readonly submission: Submission; readonly secret: Bytes; readonly holderHash: Bytes }

export type Numbering = {
  readonly city: number
  readonly unit: number
  readonly secret: Bytes
  /** The holder's own hash, when computing it again would only cost time. */ readonly holderHash?: Bytes
}

/** A device that lives in this process: a real Ed25519 key, real certificates, the same bytes as a phone. */
export class SoftDevice {
  readonly publicKey: Bytes
  readonly #key: KeyObject
  readonly #next = new Map<string, number>()
  #certificates: readonly IssuedCertificate[] = []

  constructor(seed: Uint8Array) {
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
    this.publicKey = new Uint8Array(createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32))
  }

  adopt(certificates: readonly IssuedCertificate[]): void {
    this.#certificates = certificates
  }

  /** Throws a RangeError when no certificate covers the check's time. */
  issue(detail: CheckDetail, { city, unit, secret, holderHash: known }: Numbering): MadeReceipt {
    const certificate = this.#certificates.find(({ from, to }) => detail.started >= from && detail.started <= to)
    if (certificate === undefined) throw new RangeError('no certificate covers this time')
    const seq = this.#next.get(certificate.keyId) ?? 1
    this.#next.set(certificate.keyId, seq + 1)
    const keyId = fromHex(certificate.keyId) ?? new Uint8Array(8)
    const first = detail.officers[0]
    const payload = encodePayload({
      algorithm: 'Ed25519',
      city,
      unit,
      keyId,
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
      anchor: EMPTY_ANCHOR,
    })
    const hash = known ?? holderHash(holderOf(secret).publicKey)
    const text = writeDetail(detail)
    const submission = {
      payload,
      holderHash: hash,
      signature: this.sign(signedMessage(payload, hash)),
      detail: text,
      detailSignature: this.sign(detailMessage(payload, hash, text)),
    }
    return { id: receiptId(keyId, seq), submission, secret, holderHash: hash }
  }

  sign(message: Uint8Array): Bytes {
    return new Uint8Array(sign(null, message, this.#key))
  }
}

/** As `PUT /agent/api/recus/:id` takes it. */
export function submissionJson({ payload, holderHash: hash, signature, detail, detailSignature }: Submission): string {
  return JSON.stringify({
    payload: toBase64url(payload),
    holderHash: toBase64url(hash),
    signature: toBase64url(signature),
    detail,
    detailSignature: toBase64url(detailSignature),
  })
}
