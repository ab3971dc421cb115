import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Refused } from '../../../../foundation/result.ts'
import { challengeShape } from '../../core/work.ts'

/** Solves what the server asks of whoever shares an address with many; base64 of JSON, for the header. `undefined`: it could not be solved. */
export async function doWork({ evidence }: Refused): Promise<string | undefined> {
  const read = challengeShape.safeParse(JSON.parse(String(evidence.challenge)))
  if (!read.success) return undefined
  const solution = await solveChallenge({ challenge: read.data, deriveKey })
  return solution
    ? btoa(JSON.stringify({ challenge: read.data, solution: { counter: solution.counter, derivedKey: solution.derivedKey } }))
    : undefined
}
