import { sql, type RawBuilder } from 'kysely'
import type { CityTransaction } from '../../platform/db/database.ts'
import type { ReceiptsCardProblem, ReceiptsStanding } from '../../platform/db/tables.ts'
import type { CheckedReceipt } from './actions/check-submission.ts'
import { receiptId } from './core/receipt.ts'

/** Rows of receipts, to and from what the core knows. Nobody else writes these tables. */

export function idOf(receipt: CheckedReceipt): string {
  return receiptId(receipt.payload.keyId, receipt.payload.seq)
}

/** What is wrong with a card, per receipt. */
export type CardProblems = ReadonlyMap<string, ReceiptsCardProblem>

export type InsertedReceipt = { readonly key_id: Buffer; readonly seq: number; readonly standing: ReceiptsStanding }
type Insertion = { readonly receipts: readonly CheckedReceipt[]; readonly cardProblems: CardProblems }

/** Never overwrites: answers those that were new, each with the standing that its device had at that moment. */
export function insertStatement(city: string, { receipts, cardProblems }: Insertion): RawBuilder<InsertedReceipt> {
  const records = receipts.map((receipt) => recordOf(receipt, cardProblems.get(idOf(receipt))))
  return sql<InsertedReceipt>`
    insert into receipts.receipts (city, key_id, seq, unit, day, issued_at, received_at, payload, signature, holder_hash, holder_tag,
      detail, detail_signature, ground, quarter, result, delivery, undelivered_reason, card, card_problem, standing, late, clock_off)
    select ${city}, decode(r.key_id, 'base64'), r.seq, r.unit, r.day, to_timestamp(r.issued_at), r.received_at,
      decode(r.payload, 'base64'), decode(r.signature, 'base64'), decode(r.holder_hash, 'base64'), decode(r.holder_tag, 'base64'),
      r.detail, decode(r.detail_signature, 'base64'), r.ground, r.quarter, r.result, r.delivery, r.undelivered_reason, r.card, r.card_problem,
      (case when s.reason is null then 'valid' when s.reason = 'equivocation' then 'after_suspension' else 'after_revocation' end)::receipts.standing,
      r.late, r.clock_off
    from json_to_recordset(${JSON.stringify(records)}::json) as r (key_id text, seq bigint, device uuid, unit integer, day date, issued_at bigint,
      received_at timestamptz, payload text, signature text, holder_hash text, holder_tag text, detail text, detail_signature text,
      ground text, quarter integer, result receipts.check_result, delivery receipts.delivery_mode,
      undelivered_reason receipts.undelivered_reason, card text, card_problem receipts.card_problem, late boolean, clock_off boolean)
      left join receipts.device_stops as s on s.city = ${city} and s.device = r.device
    on conflict do nothing
    returning key_id, seq, standing`
}

/** The shortest text that PostgreSQL decodes. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}

function recordOf(receipt: CheckedReceipt, cardProblem: ReceiptsCardProblem | undefined) {
  const { submission, payload, detail } = receipt
  return {
    key_id: base64(payload.keyId),
    seq: payload.seq,
    device: receipt.device.device,
    unit: payload.unit,
    day: receipt.day,
    issued_at: payload.time,
    received_at: receipt.receivedAt,
    payload: base64(submission.payload),
    signature: base64(submission.signature),
    holder_hash: base64(submission.holderHash),
    holder_tag: base64(receipt.holderTag),
    detail: submission.detail,
    detail_signature: base64(submission.detailSignature),
    ground: detail.ground,
    quarter: detail.quarter,
    result: detail.result,
    delivery: detail.delivery.mode,
    undelivered_reason: detail.delivery.mode === 'not_delivered' ? detail.delivery.reason : null,
    card: detail.delivery.mode === 'card' && cardProblem === undefined ? detail.delivery.card : null,
    card_problem: cardProblem ?? null,
    late: receipt.late,
    clock_off: receipt.clockOff,
  }
}

export type StoredReceipt = {
  readonly same: boolean
  readonly receivedAt: Date
  readonly late: boolean
  readonly clockOff: boolean
  readonly standing: ReceiptsStanding
  readonly cardProblem: ReceiptsCardProblem | undefined
}

/** What already stands under this receipt's number; `same` when it is the same bytes. */
export async function findStored(tx: CityTransaction, city: string, receipt: CheckedReceipt): Promise<StoredReceipt | undefined> {
  const row = await tx
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('key_id', '=', Buffer.from(receipt.payload.keyId))
    .where('seq', '=', receipt.payload.seq)
    .select(['payload', 'holder_hash', 'detail', 'received_at', 'standing', 'card_problem', 'late', 'clock_off'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { payload, holderHash, detail } = receipt.submission
  const same = row.payload.equals(payload) && row.holder_hash.equals(holderHash) && row.detail === detail
  return {
    same,
    receivedAt: row.received_at,
    late: row.late,
    clockOff: row.clock_off,
    standing: row.standing,
    cardProblem: row.card_problem ?? undefined,
  }
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
export async function findCardProblems(tx: CityTransaction, city: string, receipts: readonly CheckedReceipt[]): Promise<CardProblems> {
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
