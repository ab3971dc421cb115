import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { publicRegister } from '../core/publication.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { FINDINGS, isShown, type Party } from '../core/state.ts'
import type { Due } from '../core/terms.ts'
import { readWritten } from './read-register.ts'
import type { Writing } from './write-version.ts'

export type Said = {
  readonly commitment: string
  readonly party: Party
  readonly finding: string
  readonly reasons: string
  readonly evidence: readonly string[]
  readonly indicators: readonly string[]
  /** Of a yearly commitment: the year that it is about, as typed; empty: this one. */
  readonly year?: string
}

export type FindingProblem = 'commitment-unknown' | 'finding-wrong' | 'reasons-missing' | 'evidence-unknown' | 'unproven' | 'year-wrong' | 'overtaken'

const MOST_REASONS = 4000

/** `null`: the commitment is of no year, or of that in which the finding is made. `undefined`: no year in which it was due. */
function yearOf(typed: string, due: Due, today: string): number | null | undefined {
  if (due.kind !== 'yearly' || typed === '') return null
  const year = /^\d{4}$/.test(typed) ? Number(typed) : Number.NaN
  return year >= due.from && year <= Number(today.slice(0, 4)) ? year : undefined
}

/**
 * What a party says that the facts say, with what it rests on. Further findings follow it; none is taken back.
 * The city cannot say « kept » without an accepted document, or a figure that reaches its target today: it is refused as `unproven`.
 */
export async function sayFinding(services: Services, { city, by }: Writing, said: Said): Promise<Result<number, FindingProblem>> {
  const now = services.clock()
  const finding = FINDINGS.find((one) => one === said.finding)
  const reasons = said.reasons.trim()
  if (finding === undefined) return refuse('finding-wrong')
  if (reasons === '' || reasons.length > MOST_REASONS) return refuse('reasons-missing')
  return inCity(services.db, city, async (tx) => {
    const better = new Map(services.indicators.map((indicator) => [indicator.id, indicator.better]))
    const register = publicRegister(await readWritten({ db: tx }, city), { today: civilDate(now), better })
    const commitment = register.find((one) => one.commitment === said.commitment)
    if (commitment === undefined) return refuse('commitment-unknown')
    const accepted = commitment.documents.map(({ reference }) => reference)
    const { indicators } = commitment.current.terms
    const known = said.evidence.every((one) => accepted.includes(one)) && said.indicators.every((one) => indicators.some(({ id }) => id === one))
    if (!known) return refuse('evidence-unknown')
    const latest = new Map(commitment.measurements.map((measurement) => [measurement.indicator, measurement]))
    if (finding === 'kept' && !isShown(said, indicators, { accepted, latest, better })) return refuse('unproven')
    const year = yearOf(said.year ?? '', commitment.current.terms.due, civilDate(now))
    if (year === undefined) return refuse('year-wrong')
    const number = 1 + commitment.findings.filter(({ party }) => party === said.party).length
    const { party, evidence } = said
    const row = { city, commitment: said.commitment, party, number, finding, reasons, year, found_at: now, found_by: by ?? null }
    const added = await tx
      .insertInto('commitments.findings')
      .values({ ...row, evidence: [...evidence], indicators: [...said.indicators] })
      .onConflict((conflict) => conflict.doNothing())
      .returning('number')
      .executeTakeFirst()
    return added === undefined ? refuse('overtaken') : accept(number)
  })
}
