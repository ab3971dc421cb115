import { canonicalJson } from '../../../foundation/canonical-json.ts'
import type { Act } from '../../../foundation/police-acts.ts'
import type { GroundCode } from './ground.ts'
import type { Circumstance, Motive } from './motive.ts'
import type { CheckResult, FollowUp } from './outcome.ts'

/** The record of one check beyond the QR's 43 bytes: signed by the device, read by the holder. Nothing about who the person is. */
export type CheckDetail = {
  readonly v: 1
  readonly act: Act
  readonly ground: GroundCode
  /** Date of the version of the ground's text in force, `2016-06-05`. */
  readonly groundText: string
  readonly motive: Motive
  readonly circumstances: readonly Circumstance[]
  /** Unix seconds. */
  readonly started: number
  readonly ended: number
  readonly quarter: number
  readonly section: number
  readonly officers: readonly OfficerNumber[]
  readonly dress: 'uniform' | 'plain'
  readonly explained: boolean
  readonly camera: boolean
  readonly followUps: readonly FollowUp[]
  readonly result: CheckResult
  readonly delivery: Delivery
  readonly language: ReceiptLanguage
  /** Only where the city's impact assessment (AIPD) allows it; absent otherwise. */
  readonly ageBand?: AgeBand
  readonly sex?: Sex
}

/** A RIO (7 digits, national services), a municipal card number, or neither: exempt, or not given. Never a name. */
export type OfficerNumber = { readonly kind: 'rio' | 'card'; readonly number: number } | { readonly kind: 'exempt' | 'not_given' }

export type Delivery =
  | { readonly mode: 'screen' | 'own_phone' }
  | { readonly mode: 'card'; readonly card: string }
  | { readonly mode: 'not_delivered'; readonly reason: UndeliveredReason }

export const UNDELIVERED_REASONS = ['refused', 'left', 'danger', 'emergency', 'equipment'] as const
export type UndeliveredReason = (typeof UNDELIVERED_REASONS)[number]

export const RECEIPT_LANGUAGES = ['fr', 'en'] as const
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number]

export const AGE_BANDS = ['minor', '18-24', '25-34', '35+'] as const
export type AgeBand = (typeof AGE_BANDS)[number]
export const SEXES = ['female', 'male'] as const
export type Sex = (typeof SEXES)[number]

/** The bytes that are signed and hashed. */
export function writeDetail(detail: CheckDetail): string {
  return canonicalJson(detail)
}
