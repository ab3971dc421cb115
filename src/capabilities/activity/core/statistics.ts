/** A share and its 95 % interval by Wilson's score (J. Am. Stat. Assoc. 22, 1927). 0 to 1. */
export type Share = { readonly share: number; readonly low: number; readonly high: number }

const Z = 1.959964

export function wilson(part: number, whole: number): Share {
  if (whole <= 0 || part < 0 || part > whole) throw new RangeError('a share is of something')
  const share = part / whole
  const middle = (share + Z ** 2 / (2 * whole)) / (1 + Z ** 2 / whole)
  const half = (Z / (1 + Z ** 2 / whole)) * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Too little to conclude: fewer than 30 acts, or an interval whose ends differ more than threefold (formats/disclosure.md). */
export function isTooFew(whole: number, { low, high }: Share): boolean {
  return whole < 30 || high > 3 * Math.max(low, 1e-9)
}

/** Two counts that could be two draws of one rate: half and half lies in the interval of the one among both (conditional test of two Poisson rates). */
export function isChance(one: number, other: number): boolean {
  if (one + other === 0) return true
  const { low, high } = wilson(one, one + other)
  return low <= 0.5 && high >= 0.5
}
