import type { PublishedTable } from './published-report.ts'
import { NOTHING } from './fact.ts'

/*
 * Shares of places of unequal size, side by side without a ranking. Limits with over-dispersion: D. J. Spiegelhalter, Qual. Saf. Health
 * Care 14 (2005), additive random effects, z winsorised at 10 %. Shrunk shares: the normal empirical Bayes estimate of the same model.
 */
export type Part = { readonly code: string; readonly part: number; readonly whole: number }
export type FunnelPoint = Part & {
  /** 0 to 1. */
  readonly share: number
  /** Drawn towards the mean by as much as chance alone would have moved it. */
  readonly shrunk: number
  /** Outside the outer limits: more than chance and the usual differences between places explain. */
  readonly isUnusual: boolean
}
export type Funnel = {
  readonly mean: number
  readonly points: readonly FunnelPoint[]
  /** Half the width of the funnel for a place of this many acts, `z` standard deviations. */
  readonly halfWidth: (whole: number, z: number) => number
}

/** One in twenty, one in five hundred. */
export const INNER = 1.959964
export const OUTER = 3.090232
const FEWEST_PLACES = 5
/** Smaller places show chance alone (formats/disclosure.md). */
export const FEWEST_IN_PLACE = 30
const WINSORISED = 0.1

/** `undefined`: fewer than five places, or one share for all of them. */
export function funnelOf(parts: readonly Part[]): Funnel | undefined {
  const large = parts.filter(({ whole }) => whole >= FEWEST_IN_PLACE)
  if (large.length < FEWEST_PLACES) return undefined
  const mean = sum(large.map(({ part }) => part)) / sum(large.map(({ whole }) => whole))
  const unit = mean * (1 - mean)
  if (unit === 0) return undefined
  const between = spreadOf(large, mean)
  const halfWidth = (whole: number, z: number) => z * Math.sqrt(unit / whole + between)
  const points = large.map((one): FunnelPoint => {
    const share = one.part / one.whole
    const trust = between / (between + unit / one.whole)
    return { ...one, share, shrunk: mean + trust * (share - mean), isUnusual: Math.abs(share - mean) > halfWidth(one.whole, OUTER) }
  })
  return { mean, points, halfWidth }
}

/** The variance between places that chance does not explain; 0 when chance explains all of it. */
function spreadOf(parts: readonly Part[], mean: number): number {
  const unit = mean * (1 - mean)
  const scores = parts.map(({ part, whole }) => (part / whole - mean) / Math.sqrt(unit / whole)).sort((left, right) => left - right)
  // At least one at each end: one place alone must not widen the limits that it is held to.
  const cut = Math.ceil(WINSORISED * scores.length)
  const [least, most] = [scores[cut] ?? 0, scores[scores.length - 1 - cut] ?? 0]
  const squares = scores.map((score) => Math.min(most, Math.max(least, score)) ** 2)
  const [places, dispersion] = [parts.length, sum(squares) / parts.length]
  const weights = parts.map(({ whole }) => whole / unit)
  const scale = sum(weights) - sum(weights.map((weight) => weight ** 2)) / sum(weights)
  return Math.max(0, (places * dispersion - (places - 1)) / scale)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/**
 * Of each place of a published table of places by outcome: acts without any outcome, among those whose outcome is recorded. A place of
 * which one of these numbers is withheld has none.
 */
export function partsWithoutOutcome({ cells }: PublishedTable): readonly Part[] {
  const counts = new Map(cells.map(({ labels, count }) => [`${labels.quarter ?? ''} ${labels.result ?? ''}`, count]))
  const codes = [...new Set(cells.flatMap(({ labels }) => labels.quarter ?? []))].filter((code) => code !== 'nr')
  return codes.flatMap((code): readonly Part[] => {
    const [part, whole, unknown] = [counts.get(`${code} ${NOTHING}`) ?? null, counts.get(`${code} `) ?? null, counts.get(`${code} nr`)]
    if (part === null || whole === null || unknown === null) return []
    return [{ code, part, whole: whole - (unknown ?? 0) }]
  })
}
