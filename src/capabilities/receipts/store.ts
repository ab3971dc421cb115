import { sql } from 'kysely'
import { toHex } from '../../foundation/bytes.ts'
import type { CityTransaction } from '../../platform/db/database.ts'
import type { ReceiptsCardProblem, ReceiptsStanding } from '../../platform/db/tables.ts'
import type { CheckedReceipt } from './actions/check-submission.ts'
import { receiptId } from './core/receipt.ts'

/** Rows of receipts, to and from what the core knows. Nobody else writes these tables. */

export function idOf(receipt: CheckedReceipt): string {
  return receiptId(receipt.payload.keyId, receipt.payload.seq)
}

/** Standing per device, valid unless named; what is wrong with a card, per receipt. */
export type Known = {
  readonly standing: ReadonlyMap<string, ReceiptsStanding>
  readonly cardProblems: ReadonlyMap<string, ReceiptsCardProblem>
}

/** Never overwrites: answers the ids that were new. */
export async function insertReceipts(
  tx: CityTransaction,
  city: string,
  rows: Known & { readonly receipts: readonly CheckedReceipt[] },
): Promise<ReadonlySet<string>> {
  const records = rows.receipts.map((receipt) => recordOf(receipt, rows))
  const { rows: inserted } = await sql<{ key_id: Buffer; seq: number }>`
    insert into receipts.receipts (city, key_id, seq, unit, day, issued_at, received_at, payload, signature, holder_hash, holder_tag,
      detail, detail_signature, ground, quarter, result, delivery, undelivered_reason, card, card_problem, standing, late, clock_off)
    select ${city}, decode(r.key_id, 'hex'), r.seq, r.unit, r.day, to_timestamp(r.issued_at), r.received_at,
      decode(r.payload, 'hex'), decode(r.signature, 'hex'), decode(r.holder_hash, 'hex'), decode(r.holder_tag, 'hex'),
      r.detail, decode(r.detail_signature, 'hex'), r.ground, r.quarter, r.result, r.delivery, r.undelivered_reason, r.card, r.card_problem,
      r.standing, r.late, r.clock_off
    from json_to_recordset(${JSON.stringify(records)}::json) as r (key_id text, seq bigint, unit integer, day date, issued_at bigint,
      received_at timestamptz, payload text, signature text, holder_hash text, holder_tag text, detail text, detail_signature text,
      ground text, quarter integer, result receipts.check_result, delivery receipts.delivery_mode,
      undelivered_reason receipts.undelivered_reason, card text, card_problem receipts.card_problem, standing receipts.standing, late boolean, clock_off boolean)
    on conflict do nothing
    returning key_id, seq`.execute(tx)
  return new Set(inserted.map(({ key_id, seq }) => receiptId(key_id, seq)))
}

function recordOf(receipt: CheckedReceipt, known: Known) {
  const standing = known.standing.get(receipt.device.device) ?? 'valid'
  const cardProblem = known.cardProblems.get(idOf(receipt))
  const { submission, payload, detail } = receipt
  return {
    key_id: toHex(payload.keyId),
    seq: payload.seq,
    unit: payload.unit,
    day: receipt.day,
    issued_at: payload.time,
    received_at: receipt.receivedAt,
    payload: toHex(submission.payload),
    signature: toHex(submission.signature),
    holder_hash: toHex(submission.holderHash),
    holder_tag: toHex(receipt.holderTag),
    detail: submission.detail,
    detail_signature: toHex(submission.detailSignature),
    ground: detail.ground,
    quarter: detail.quarter,
    result: detail.result,
    delivery: detail.delivery.mode,
    undelivered_reason: detail.delivery.mode === 'not_delivered' ? detail.delivery.reason : null,
    card: detail.delivery.mode === 'card' && cardProblem === undefined ? detail.delivery.card : null,
    card_problem: cardProblem ?? null,
    standing,
    late: receipt.late,
    clock_off: receipt.clockOff,
  }
}

export type StoredReceipt = { readonly id: string; readonly same: boolean; readonly receivedAt: Date }

/** What already stands under this receipt's number; `same` when it is the same bytes. */
export async function findStored(tx: CityTransaction, city: string, receipt: CheckedReceipt): Promise<StoredReceipt | undefined> {
  const row = await tx
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('key_id', '=', Buffer.from(receipt.payload.keyId))
    .where('seq', '=', receipt.payload.seq)
    .select(['payload', 'holder_hash', 'detail', 'received_at'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { payload, holderHash, detail } = receipt.submission
  const same = row.payload.equals(payload) && row.holder_hash.equals(holderHash) && row.detail === detail
  return { id: idOf(receipt), same, receivedAt: row.received_at }
}

/** When each of these devices stopped being trusted, if it did. */
export async function findStops(tx: CityTransaction, city: string, devices: readonly string[]): Promise<ReadonlyMap<string, ReceiptsStanding>> {
  const rows = await tx
    .selectFrom('receipts.device_stops')
    .where('city', '=', city)
    .where('device', 'in', [...new Set(devices)])
    .select(['device', 'reason'])
    .execute()
  return new Map(rows.map(({ device, reason }) => [device, reason === 'equivocation' ? 'after_suspension' : 'after_revocation']))
}

export async function insertEquivocation(
  tx: CityTransaction,
  city: string,
  other: { readonly receipt: CheckedReceipt; readonly digest: Uint8Array },
): Promise<void> {
  const { receipt, digest } = other
  const { submission } = receipt
  await tx
    .insertInto('receipts.equivocations')
    .values({
      city,
      key_id: Buffer.from(receipt.payload.keyId),
      seq: receipt.payload.seq,
      digest: Buffer.from(digest),
      payload: Buffer.from(submission.payload),
      signature: Buffer.from(submission.signature),
      holder_hash: Buffer.from(submission.holderHash),
      detail: submission.detail,
      detail_signature: Buffer.from(submission.detailSignature),
      received_at: receipt.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('receipts.device_stops')
    .values({ city, device: receipt.device.device, reason: 'equivocation', stopped_at: receipt.receivedAt, stopped_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What is wrong with the cards that these receipts quote. The officer's phone has refused them already, unless it was offline. */
export async function findCardProblems(
  tx: CityTransaction,
  city: string,
  receipts: readonly CheckedReceipt[],
): Promise<ReadonlyMap<string, ReceiptsCardProblem>> {
  const quoted = receipts.flatMap((receipt) => (receipt.detail.delivery.mode === 'card' ? [{ receipt, card: receipt.detail.delivery.card }] : []))
  if (quoted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('receipts.cards')
    .where('city', '=', city)
    .where(
      'card',
      'in',
      quoted.map(({ card }) => card),
    )
    .select(['card', 'unit', 'holder_hash'])
    .execute()
  const cards = new Map(rows.map((row) => [row.card, row]))
  return new Map(
    quoted.flatMap(({ receipt, card }): readonly (readonly [string, ReceiptsCardProblem])[] => {
      const found = cards.get(card)
      if (found === undefined || !found.holder_hash.equals(receipt.submission.holderHash)) return [[idOf(receipt), 'unknown']]
      return found.unit === receipt.device.unit ? [] : [[idOf(receipt), 'foreign']]
    }),
  )
}
