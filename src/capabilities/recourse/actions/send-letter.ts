import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { toHour } from '../../../foundation/hour.ts'

export type SentLetter = {
  readonly city: string
  readonly body: string
  readonly exchange: string
  readonly seq: number
  readonly writer: 'member' | 'authority'
  readonly file: Uint8Array
}

/** One letter at the end of an exchange; the first is a member's. `out-of-date`: another came meanwhile. */
export async function sendLetter(services: Services, letter: SentLetter): Promise<Result<undefined, 'out-of-date' | 'signature-wrong'>> {
  const { city, body, exchange, seq, writer, file } = letter
  if (seq === 0 && writer !== 'member') return refuse('signature-wrong')
  return inCity(services.db, city, async (tx) => {
    const known = await tx
      .selectFrom('recourse.letters')
      .where('city', '=', city)
      .where('body', '=', body)
      .where('exchange', '=', exchange)
      .select('seq')
      .execute()
    if (known.length !== seq) return refuse('out-of-date')
    const row = { city, body, exchange, seq, writer, file: Buffer.from(file), added_at: toHour(services.clock()) }
    const added = await tx
      .insertInto('recourse.letters')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst()
    return added ? accept(undefined) : refuse('out-of-date')
  })
}
