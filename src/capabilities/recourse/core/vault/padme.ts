/** What is sealed is never shorter: most first accounts, notes and messages then have one and the same size. Bytes. */
const LEAST = 1024

/**
 * Padmé (Nikitin et al., PURBs, PETS 2019, §4): the length that an observer sees says O(log log n) bits of the true one, for 12 % more at
 * most. `least`: shorter ones are all as long as it. All: bytes.
 */
export function padmeLength(length: number, least: number = LEAST): number {
  if (length <= least) return least
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}
