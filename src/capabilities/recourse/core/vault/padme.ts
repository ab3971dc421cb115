/** What is sealed is never shorter: most first accounts, notes and messages then have one and the same size. Bytes. */
const LEAST = 1024

/**
 * Padmé (Nikitin et al., PURBs, PETS 2019, §4): the length that an observer sees says O(log log n) bits of the true one, for 12 % more at
 * most. `length` and the answer: bytes.
 */
export function padmeLength(length: number): number {
  if (length <= LEAST) return LEAST
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}
