import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { toHex } from '../../../foundation/bytes.ts'
import { refuse, type Refused } from '../../../foundation/result.ts'
import type { Call } from '../../../platform/http/route.ts'
import { WORK_HEADER, workShape } from '../core/work.ts'

/** Requests of one kind an hour from one place that cost nothing. A shelter or a school is one place. */
export const FREE = { filings: 12, demands: 12, uploads: 100 } as const
/** Iterations of PBKDF2 for each of 256 tries on average: about half a second for a browser of 2024, four times that for an old phone. */
const BASE_COST = 1000
/** Doubled for each so many more in the hour, up to eight times. */
const EACH = 100
const MOST_DOUBLINGS = 3
const MOST_SENDERS = 20_000
const HOUR = 3_600_000
const MINUTES_TO_SOLVE = 10

type Count = { since: number; sent: number }

/**
 * Whoever floods pays in work, and nobody is closed out: over its budget, a place's requests are taken with a proof of work each, which costs
 * whoever sends one a few seconds and whoever sends ten thousand days. Kept in memory, by a digest that no restart survives.
 */
export class WorkBudget {
  readonly #counts = new Map<string, Count>()
  readonly #spent = new Set<string>()
  readonly #secret: string

  readonly #free: number

  constructor(random: (length: number) => Uint8Array, free: number) {
    this.#free = free
    this.#secret = toHex(random(32))
  }

  /** `undefined`: this request may go on. Else `work-needed`, with the challenge. */
  async refusal(call: Call): Promise<Refused<'work-needed'> | undefined> {
    const sent = this.#count(call.sender, call.now.getTime())
    if (sent <= this.#free || (await this.#isPaid(call))) return undefined
    const cost = BASE_COST * 2 ** Math.min(MOST_DOUBLINGS, Math.floor((sent - this.#free) / EACH))
    const expiresAt = Math.floor(call.now.getTime() / 1000) + 60 * MINUTES_TO_SOLVE
    const challenge = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost,
      deriveKey,
      expiresAt,
      keyPrefix: '00',
      hmacSignatureSecret: this.#secret,
    })
    return refuse('work-needed', { challenge: JSON.stringify(challenge) })
  }

  #count(sender: string, now: number): number {
    const known = this.#counts.get(sender)
    const count = known && now - known.since < HOUR ? known : { since: now, sent: 0 }
    count.sent += 1
    // The one that was seen longest ago makes room.
    this.#counts.delete(sender)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size >= MOST_SENDERS && oldest !== undefined) this.#counts.delete(oldest)
    this.#counts.set(sender, count)
    return count.sent
  }

  async #isPaid(call: Call): Promise<boolean> {
    const header = call.header(WORK_HEADER)
    const read = workShape.safeParse(parse(header))
    if (header === undefined || !read.success) return false
    const { challenge, solution } = read.data
    const { nonce } = challenge.parameters
    if (this.#spent.has(nonce)) return false
    if (this.#spent.size >= MOST_SENDERS) this.#spent.clear()
    // Before it is judged: sent ten times at once, it is judged once.
    this.#spent.add(nonce)
    const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: this.#secret })
    return verified
  }
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined || text.length > 4000 ? undefined : JSON.parse(atob(text))
  } catch {
    return undefined
  }
}
