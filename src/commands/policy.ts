import { readFileSync } from 'node:fs'
import { parsePolicy, type Policy } from '../capabilities/journal/core/index.ts'
import { StartRefused } from '../platform/config/stop.ts'

/** A policy from a file or an address. A line that cannot be read is told by its number. */
export async function loadPolicy(place: string): Promise<Policy> {
  const text = await readPlace(place).catch((error: unknown) => {
    throw new StartRefused(`The policy ${place} cannot be read (${error instanceof Error ? error.message : 'unknown'}).`)
  })
  const policy = parsePolicy(text)
  if (!policy.ok) throw new StartRefused(`The policy ${place}, line ${policy.evidence.line}: ${policy.evidence.problem}.`)
  return policy.value
}

async function readPlace(place: string): Promise<string> {
  if (!/^https?:\/\//.test(place)) return readFileSync(place, 'utf8')
  const answer = await fetch(place, { signal: AbortSignal.timeout(20_000) })
  if (!answer.ok) throw new Error(`it answered ${answer.status}`)
  return answer.text()
}
