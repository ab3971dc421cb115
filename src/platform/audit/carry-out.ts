import type { Result } from '../../foundation/result.ts'
import { inCity } from '../db/database.ts'
import type { Call } from '../http/route.ts'
import type { Services } from '../services.ts'
import { recordAct } from './record-act.ts'

export type Acting<Value, Code extends string> = {
  readonly act: string
  /** What it was done to; from what the work answered, where it is not known before. */
  readonly subject: string | ((value: Value) => string)
  /** Its database is the transaction. */
  readonly work: (services: Services) => Promise<Result<Value, Code>>
}

/** An act of staff and its line in the register of acts, in one transaction: they stand or fall together. What is refused leaves no line. */
export function carryOut<Value, Code extends string>(
  services: Services,
  call: Call,
  { act, subject, work }: Acting<Value, Code>,
): Promise<Result<Value, Code>> {
  const city = call.city.code
  return inCity(services.db, city, async (tx) => {
    const outcome = await work({ ...services, db: tx })
    if (!outcome.ok) return outcome
    const context = { city, now: call.now, actor: call.actor, random: services.random }
    await recordAct(tx, context, { act, subject: typeof subject === 'string' ? subject : subject(outcome.value) })
    return outcome
  })
}
