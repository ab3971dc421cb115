import { toBase32 } from '../../../foundation/base32.ts'
import { readableReference } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readUnits } from '../../city/index.ts'
import { holderHash, holderOf, SECRET_LENGTH } from '../core/holder.ts'
import { drawCards } from '../web/cards-pdf.ts'

/** Seven readable signs and a check sign. */
const CARD_SIGNS = 7
const MOST = 400

export type PrintRequest = {
  readonly city: string
  readonly cityName: string
  readonly unit: number
  readonly count: number
  readonly origin: string
}
export type PrintedCards = { readonly pdf: Uint8Array<ArrayBuffer>; readonly cards: readonly string[] }

/**
 * Makes a batch: secrets are drawn here, printed under the fold, and forgotten; the register keeps each card's public id
 * and the hash of its key. Registered only once the whole PDF is made, so that no card is known that nobody can print.
 */
export async function printCards(services: Services, request: PrintRequest): Promise<Result<PrintedCards, 'unit-unknown' | 'count-out-of-range'>> {
  const { city, unit, count, origin } = request
  if (!Number.isInteger(count) || count < 1 || count > MOST) return refuse('count-out-of-range', { most: MOST })
  const found = (await readUnits(services.db, city)).find((candidate) => candidate.unit === unit)
  if (found === undefined) return refuse('unit-unknown', { unit })
  const batch = Array.from({ length: count }, () => {
    const secret = services.random(SECRET_LENGTH)
    return {
      card: readableReference(services.random(CARD_SIGNS)),
      url: `${origin}/r#${toBase32(secret)}`,
      hash: holderHash(holderOf(secret).publicKey),
    }
  })
  const pdf = await drawCards({ cityName: request.cityName, unitName: found.name, origin, cards: batch.map(({ card, url }) => ({ card, url })) })
  const now = services.clock()
  const rows = batch.map(({ card, hash }) => ({ city, card, unit, holder_hash: Buffer.from(hash), printed_at: now }))
  await inCity(services.db, city, (tx) => tx.insertInto('receipts.cards').values(rows).execute())
  return accept({ pdf, cards: batch.map(({ card }) => card) })
}
