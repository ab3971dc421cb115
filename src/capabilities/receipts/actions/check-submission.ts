import { equalBytes, toHex } from '../../../foundation/bytes.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { verifyInThread } from '../../../platform/crypto/verify.ts'
import { detailShape, type Submission } from '../api/submission.ts'
import { checkAgrees, checkRules, type CheckRefusal } from '../core/check-rules.ts'
import { writeDetail, type CheckDetail } from '../core/detail.ts'
import { groundOfCode } from '../core/ground.ts'
import { holderTag } from '../core/holder.ts'
import { decodePayload, type Payload } from '../core/payload.ts'
import { detailMessage, signedMessage } from '../core/receipt.ts'
import { timingOf, type Timing } from '../core/timing.ts'
import type { KnownDevice } from './device-directory.ts'

export type SubmissionRefusal =
  CheckRefusal | 'malformed' | 'certificate-unknown' | 'receipt-of-another-device' | 'outside-certificate-time' | 'signature-wrong'

/** A submission whose signatures, shape and rules all hold: ready to be written. */
export type CheckedReceipt = Timing & {
  readonly submission: Submission
  readonly payload: Payload
  readonly detail: CheckDetail
  readonly device: KnownDevice
  readonly holderTag: Uint8Array
  /** Civil date of the check. */
  readonly day: string
  readonly receivedAt: Date
}

export type Reception = { readonly id: string; readonly cityNumber: number; readonly now: Date; readonly deviceClock: number | undefined }

type DeviceLookup = (keyId: string) => Promise<KnownDevice | undefined>

/** Every check that one receipt must pass, before anything is written. */
export async function checkSubmission(
  submission: Submission,
  reception: Reception,
  deviceOf: DeviceLookup,
): Promise<Result<CheckedReceipt, SubmissionRefusal>> {
  const payload = decodePayload(submission.payload)
  const detail = readDetail(submission.detail)
  if (payload === undefined || detail === undefined) return refuse('malformed', { part: payload ? 'detail' : 'payload' })
  if (reception.id !== `${toHex(payload.keyId)}-${payload.seq}`) return refuse('malformed', { part: 'id' })
  const device = await deviceOf(toHex(payload.keyId))
  if (device === undefined) return refuse('certificate-unknown')
  const day = civilDate(new Date(payload.time * 1000))
  const refusal = checkDevice(payload, device, reception) ?? checkContent(detail, payload, { device, day })
  if (refusal) return refusal
  const hash = submission.holderHash
  const [signed, detailSigned] = await Promise.all([
    verifyInThread(device.key, signedMessage(submission.payload, hash), submission.signature),
    verifyInThread(device.key, detailMessage(submission.payload, hash, submission.detail), submission.detailSignature),
  ])
  if (!signed || !detailSigned) return refuse('signature-wrong', { part: signed ? 'detail' : 'payload' })
  const timing = timingOf(detail, reception.now.getTime() / 1000, reception.deviceClock)
  return accept({ submission, payload, detail, device, holderTag: holderTag(hash), day, receivedAt: reception.now, ...timing })
}

function checkDevice(payload: Payload, device: KnownDevice, reception: Reception) {
  const own = payload.unit === device.unit && payload.city === reception.cityNumber && payload.algorithm === device.algorithm
  if (!own || !equalBytes(payload.keyId, device.keyId)) return refuse('receipt-of-another-device')
  const inTime = payload.time >= device.from && payload.time <= device.to
  return inTime ? undefined : refuse('outside-certificate-time', { from: device.from, to: device.to })
}

function checkContent(detail: CheckDetail, payload: Payload, { device, day }: { readonly device: KnownDevice; readonly day: string }) {
  const rules = checkRules(detail, device.rules, day)
  if (!rules.ok) return rules
  const agrees = checkAgrees(detail, payload, groundOfCode(detail.ground)?.byte ?? 0)
  return agrees.ok ? undefined : agrees
}

/** The signed text must be the canonical form of what it says: one record, one text. */
function readDetail(text: string): CheckDetail | undefined {
  try {
    const parsed = detailShape.safeParse(JSON.parse(text))
    if (!parsed.success) return undefined
    const { ageBand, sex, ...required } = parsed.data
    const detail: CheckDetail = { ...required, ...(ageBand && { ageBand }), ...(sex && { sex }) }
    return writeDetail(detail) === text ? detail : undefined
  } catch {
    return undefined
  }
}
