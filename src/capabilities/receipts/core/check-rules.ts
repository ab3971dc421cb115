import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { CheckDetail, OfficerNumber } from './detail.ts'
import type { Act, ServiceKind } from '../../../foundation/police-acts.ts'
import { articleOn, groundsOf } from './ground.ts'
import { MOTIVES_OF_GROUND } from './motive.ts'
import { decodeOutcome } from './outcome.ts'
import type { Payload } from './payload.ts'

export type UnitRules = {
  readonly kind: ServiceKind
  readonly acts: readonly Act[]
  /** Optional fields that the city's impact assessment (AIPD) allows. */
  readonly optionalFields: readonly ('ageBand' | 'sex')[]
}

export type CheckRefusal =
  | 'ground-not-of-this-service'
  | 'act-and-ground-differ'
  | 'ground-text-not-in-force'
  | 'motive-not-of-this-ground'
  | 'circumstances-missing'
  | 'ends-before-it-starts'
  | 'officer-missing'
  | 'officer-number-of-another-service'
  | 'optional-field-not-allowed'
  | 'detail-differs-from-receipt'

/** The rules of one record, the same on the officer's phone before signing and on the server before storing. `date`: its civil date. */
export function checkRules(detail: CheckDetail, unit: UnitRules, date: string): Result<CheckDetail, CheckRefusal> {
  const ground = groundsOf(unit).find(({ code }) => code === detail.ground)
  if (ground === undefined) return refuse('ground-not-of-this-service', { ground: detail.ground, service: unit.kind })
  if (ground.act !== detail.act) return refuse('act-and-ground-differ', { act: detail.act, ground: detail.ground })
  if (articleOn(ground, date)?.from !== detail.groundText) return refuse('ground-text-not-in-force', { date })
  if (!MOTIVES_OF_GROUND[ground.code].includes(detail.motive)) return refuse('motive-not-of-this-ground', { motive: detail.motive })
  if (ground.circumstancesRequired && detail.circumstances.length === 0) {
    return refuse('circumstances-missing', { ground: detail.ground })
  }
  if (detail.ended < detail.started) return refuse('ends-before-it-starts')
  if (detail.officers.length === 0) return refuse('officer-missing')
  if (!detail.officers.every((officer) => fits(officer, unit.kind))) return refuse('officer-number-of-another-service')
  const forbidden = (['ageBand', 'sex'] as const).find((field) => field in detail && !unit.optionalFields.includes(field))
  return forbidden ? refuse('optional-field-not-allowed', { field: forbidden }) : accept(detail)
}

/** RIO: national services (7 digits). Card number: municipal police. */
function fits(officer: OfficerNumber, service: ServiceKind): boolean {
  if (officer.kind === 'exempt' || officer.kind === 'not_given') return true
  return officer.kind === (service === 'police_municipale' ? 'card' : 'rio')
}

/** The record beside the QR must say what the QR says. */
export function checkAgrees(detail: CheckDetail, payload: Payload, groundByte: number): Result<CheckDetail, CheckRefusal> {
  const outcome = decodeOutcome(payload.outcome)
  const first = detail.officers[0]
  const officer = first && 'number' in first ? first.number : 0
  const agrees =
    payload.time === detail.started &&
    payload.quarter === detail.quarter &&
    payload.section === detail.section &&
    payload.ground === groundByte &&
    payload.officer === officer &&
    outcome?.result === detail.result &&
    outcome.explained === detail.explained &&
    outcome.camera === detail.camera &&
    outcome.patDown === detail.followUps.includes('pat_down') &&
    outcome.bag === detail.followUps.includes('bag') &&
    outcome.vehicle === detail.followUps.includes('vehicle')
  return agrees ? accept(detail) : refuse('detail-differs-from-receipt')
}
