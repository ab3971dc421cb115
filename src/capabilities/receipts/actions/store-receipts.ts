import { concat, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { inCity, inCityAtOnce, type CityTransaction, type Database } from '../../../platform/db/database.ts'
import type { ReceiptsCardProblem, ReceiptsStanding } from '../../../platform/db/tables.ts'
import { commitEntries, entriesStatement, type Entry } from '../../journal/index.ts'
import { receiptEntry } from '../core/journal-entry.ts'
import { receiptId } from '../core/receipt.ts'
import { findCardProblems, findStored, idOf, insertEquivocation, insertStatement, type InsertedReceipt } from '../store.ts'
import type { CheckedReceipt } from './check-submission.ts'

export type Stored =
  | {
      readonly status: 'stored' | 'already'
      readonly standing: ReceiptsStanding
      readonly cardProblem: ReceiptsCardProblem | undefined
      readonly receivedAt: Date
      readonly late: boolean
      readonly clockOff: boolean
    }
  | { readonly status: 'equivocation' }

export type StoreContext = { readonly db: Database; readonly city: string; readonly random: (length: number) => Bytes }

/**
 * A group of receipts of one city, made durable together. Same number, same bytes → already stored. Same number, other bytes →
 * both kept, journaled, the device suspended. Nothing is ever overwritten, and each act brings its journal entry.
 */
export async function storeReceipts(context: StoreContext, receipts: readonly CheckedReceipt[]): Promise<readonly Stored[]> {
  const fresh = await storeFresh(context, firstOfEach(receipts))
  const outcomes: Stored[] = []
  for (const receipt of receipts)
    outcomes.push(fresh.get(receipt) ?? (await inCity(context.db, context.city, (tx) => meetExisting({ ...context, tx }, receipt))))
  return outcomes
}

/** Cards are looked up first, and so are not among them; of two under one number, the second will meet the first. */
function firstOfEach(receipts: readonly CheckedReceipt[]): readonly CheckedReceipt[] {
  const plain = receipts.filter(({ detail }) => detail.delivery.mode !== 'card')
  return [...new Map([...plain].reverse().map((receipt) => [idOf(receipt), receipt])).values()].reverse()
}

/**
 * The common case, in one go: what is not stored yet enters with its journal entry. For a number that is stored already neither
 * the row nor the entry changes: the entry's own key is the receipt's number.
 */
async function storeFresh({ db, city, random }: StoreContext, receipts: readonly CheckedReceipt[]): Promise<ReadonlyMap<CheckedReceipt, Stored>> {
  if (receipts.length === 0) return new Map()
  const now = new Date(Math.max(...receipts.map(({ receivedAt }) => receivedAt.getTime())))
  const insert = insertStatement(city, { receipts, cardProblems: new Map() })
  const [rows = []] = await inCityAtOnce(db, city, [insert, entriesStatement({ city, now, random }, receipts.map(entryOf))])
  const standings = standingsOf(rows as readonly InsertedReceipt[]) // parsing: the rows of the first statement
  return new Map(
    receipts.flatMap((receipt) => {
      const standing = standings.get(idOf(receipt))
      return standing === undefined ? [] : [[receipt, storedOutcome(receipt, standing, undefined)] as const]
    }),
  )
}

function standingsOf(rows: readonly InsertedReceipt[]): ReadonlyMap<string, ReceiptsStanding> {
  return new Map(rows.map(({ key_id, seq, standing }) => [receiptId(key_id, seq), standing]))
}

type Meeting = StoreContext & { readonly tx: CityTransaction }

async function meetExisting(meeting: Meeting, receipt: CheckedReceipt): Promise<Stored> {
  const { tx, city } = meeting
  const stored = await findStored(tx, city, receipt)
  if (stored === undefined) return storeOne(meeting, receipt)
  const { same, ...asStored } = stored
  if (same) return { status: 'already', ...asStored }
  const { submission } = receipt
  const digest = sha256(concat(submission.payload, submission.holderHash, utf8(submission.detail)))
  await insertEquivocation(tx, city, { receipt, digest })
  const businessKey = `${idOf(receipt)}/${toHex(digest)}`
  const payload = { receipt: idOf(receipt), digest: toHex(digest) }
  await commitEntries(tx, { ...meeting, now: receipt.receivedAt }, [{ type: 'equivocation', businessKey, version: 1, day: receipt.day, payload }])
  return { status: 'equivocation' }
}

/** With its card when that is free; when another receipt holds it, the receipt stands without. */
async function storeOne(meeting: Meeting, receipt: CheckedReceipt): Promise<Stored> {
  const { tx, city } = meeting
  for (const cardProblems of [await findCardProblems(tx, city, [receipt]), new Map([[idOf(receipt), 'spent' as const]])]) {
    const { rows } = await insertStatement(city, { receipts: [receipt], cardProblems }).execute(tx)
    const standing = standingsOf(rows).get(idOf(receipt))
    if (standing === undefined) continue
    await commitEntries(tx, { ...meeting, now: receipt.receivedAt }, [entryOf(receipt)])
    return storedOutcome(receipt, standing, cardProblems.get(idOf(receipt)))
  }
  // Its number was taken between the look and the write: whoever took it is there now.
  return meetExisting(meeting, receipt)
}

type Kept = Exclude<Stored, { status: 'equivocation' }>

function storedOutcome(receipt: CheckedReceipt, standing: ReceiptsStanding, cardProblem: ReceiptsCardProblem | undefined): Kept {
  const { receivedAt, late, clockOff } = receipt
  return { status: 'stored', standing, cardProblem, receivedAt, late, clockOff }
}

function entryOf({ submission, payload, day, holderTag }: CheckedReceipt): Entry {
  const { holderHash, detail } = submission
  return receiptEntry({ keyId: payload.keyId, seq: payload.seq, day, holderTag, holderHash, detail, payload: submission.payload })
}
