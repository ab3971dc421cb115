import { sql } from 'kysely'
import { toHex } from '../../../foundation/bytes.ts'
import { dateAt, startOfDate } from '../../../foundation/local-date.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { dedupKey, eraseSalts, type EntryType } from '../../journal/index.ts'
import { receiptAct } from '../core/journal-entry.ts'
import { receiptId } from '../core/receipt.ts'
import { KEPT_MONTHS } from '../core/retention.ts'
import { dueReceiptsStatement, type DueReceipts } from '../queries/due-receipts.ts'

/** A contest is not ended by the clock of the register; nor is the proof that a device told two stories. To be confirmed by counsel. */
const CONTESTED_YEARS = 3
const AT_ONCE = 1000

/**
 * Erases receipts after twelve months with all that was said of them, their card, and the salts of their journal entries: the journal
 * stays whole, and what it shows of them says nothing any more. What was contested stays three years from then.
 */
export async function forgetReceipts(services: Services, city: string): Promise<void> {
  const today = dateAt(services.clock())
  const contestedBefore = startOfDate(today.subtract({ years: CONTESTED_YEARS }))
  const due = { city, before: today.subtract({ months: KEPT_MONTHS }).toString(), contestedBefore, most: AT_ONCE }
  while ((await inCity(services.db, city, (tx) => forgetSome(tx, due))) === AT_ONCE);
  await inCity(services.db, city, (tx) => forgetEquivocations(tx, city, contestedBefore))
}

/** All of a receipt in one transaction, or none of it. Answers how many are gone: the database itself refuses those that are too young. */
async function forgetSome(tx: CityTransaction, due: DueReceipts): Promise<number> {
  const { city } = due
  const receipts = await dueReceiptsStatement(tx, due).execute()
  if (receipts.length === 0) return 0
  const these = sql`(key_id, seq) in (select * from unnest(${receipts.map(({ key_id }) => key_id)}::bytea[], ${receipts.map(({ seq }) => seq)}::bigint[]))`
  const claims = await sql<{ id: string }>`delete from receipts.claims where city = ${city} and ${these} returning id`.execute(tx)
  await sql`delete from receipts.annotations where city = ${city} and ${these}`.execute(tx)
  await sql`delete from receipts.cards where city = ${city} and card = any(${receipts.flatMap(({ card }) => card ?? [])}::text[])`.execute(tx)
  const gone = await sql<{
    key_id: Buffer
    seq: number
  }>`delete from receipts.receipts where city = ${city} and ${these} returning key_id, seq`.execute(tx)
  await eraseSalts(tx, city, [
    ...gone.rows.map(({ key_id, seq }) => dedupKey(receiptAct(key_id, seq))),
    ...claims.rows.map(({ id }) => entry('claim', id)),
  ])
  return gone.rows.length
}

async function forgetEquivocations(tx: CityTransaction, city: string, before: Date): Promise<void> {
  const forgotten = await tx
    .deleteFrom('receipts.equivocations')
    .where('city', '=', city)
    .where('received_at', '<', before)
    .returning(['key_id', 'seq', 'digest'])
    .execute()
  await eraseSalts(
    tx,
    city,
    forgotten.map(({ key_id, seq, digest }) => entry('equivocation', `${receiptId(key_id, seq)}/${toHex(digest)}`)),
  )
}

function entry(type: EntryType, businessKey: string): Uint8Array {
  return dedupKey({ type, businessKey, version: 1 })
}
