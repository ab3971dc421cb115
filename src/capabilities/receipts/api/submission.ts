import { z } from 'zod'
import { fromBase64url } from '../../../foundation/base64url.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { AGE_BANDS, RECEIPT_LANGUAGES, SEXES, UNDELIVERED_REASONS } from '../core/detail.ts'
import { ACTS } from '../../../foundation/police-acts.ts'
import { GROUNDS, type GroundCode } from '../core/ground.ts'
import { CIRCUMSTANCES, MOTIVES } from '../core/motive.ts'
import { FOLLOW_UPS, RESULTS } from '../core/outcome.ts'

/** Base64url of exactly `length` bytes. */
export function bytesOf(length: number) {
  return z.string().transform((text, context): Bytes => {
    const bytes = fromBase64url(text)
    if (bytes?.length === length) return bytes
    context.addIssue({ code: 'custom', message: `must be base64url of ${length} bytes` })
    return z.NEVER
  })
}

/** What a device sends for one receipt: `PUT /agent/api/recus/:id`. The detail is the signed text itself. */
export const submissionShape = z.strictObject({
  payload: bytesOf(43),
  holderHash: bytesOf(32),
  signature: bytesOf(64),
  detail: z.string().max(4096),
  detailSignature: bytesOf(64),
})
export type Submission = z.infer<typeof submissionShape>

const seconds = z.int().min(0).max(0xffffffff)
const groundCodes: readonly GroundCode[] = GROUNDS.map(({ code }) => code)

const officerShape = z.union([
  z.strictObject({ kind: z.enum(['rio', 'card']), number: z.int().min(1).max(9_999_999) }),
  z.strictObject({ kind: z.enum(['exempt', 'not_given']) }),
])

const deliveryShape = z.union([
  z.strictObject({ mode: z.enum(['screen', 'own_phone']) }),
  z.strictObject({ mode: z.literal('card'), card: z.string().regex(/^[2-9A-HJ-NP-Z]{8}$/) }),
  z.strictObject({ mode: z.literal('not_delivered'), reason: z.enum(UNDELIVERED_REASONS) }),
])

/** Closed lists and numbers only: there is no field in which words about the person could be written. */
export const detailShape = z.strictObject({
  v: z.literal(1),
  act: z.enum(ACTS),
  ground: z.enum(groundCodes),
  groundText: z.iso.date(),
  motive: z.enum(MOTIVES),
  circumstances: z.array(z.enum(CIRCUMSTANCES)).max(CIRCUMSTANCES.length),
  started: seconds,
  ended: seconds,
  quarter: z.int().min(1).max(65_535),
  section: z.int().min(0).max(0xffffff),
  officers: z.array(officerShape).min(1).max(12),
  dress: z.enum(['uniform', 'plain']),
  explained: z.boolean(),
  camera: z.boolean(),
  followUps: z.array(z.enum(FOLLOW_UPS)).max(FOLLOW_UPS.length),
  result: z.enum(RESULTS),
  delivery: deliveryShape,
  language: z.enum(RECEIPT_LANGUAGES),
  ageBand: z.enum(AGE_BANDS).optional(),
  sex: z.enum(SEXES).optional(),
})

export const manifestShape = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  first: z.int().min(1).max(0xffffffff),
  last: z.int().min(1).max(0xffffffff),
  head: bytesOf(32),
  signature: bytesOf(64),
})
