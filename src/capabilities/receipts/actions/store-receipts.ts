import { concat, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { inCity, type CityTransaction, type Database } from '../../../platform/db/database.ts'
import type { ReceiptsCardProblem, ReceiptsStanding } from '../../../platform/db/tables.ts'
import { commitEntries, type Entry } from '../../journal/index.ts'
import { findCardProblems, findStops, findStored, idOf, insertEquivocation, insertReceipts, type Known } from '../store.ts'
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
 * One transaction for a group of receipts of one city. Same number, same bytes → already stored. Same number, other
 * bytes → both kept, journaled, the device suspended. Nothing is ever overwritten, and each act brings its journal entry.
 */
export async function storeReceipts(context: StoreContext, receipts: readonly CheckedReceipt[]): Promise<readonly Stored[]> {
  const { db, city, random } = context
  return inCity(db, city, async (tx) => {
    const standing = await findStops(
      tx,
      city,
      receipts.map(({ device }) => device.device),
    )
    const cardProblems = await findCardProblems(tx, city, receipts)
    const known = { standing, cardProblems }
    const fresh = new Set(await insertReceipts(tx, city, { receipts, ...known }))
    const outcomes: Stored[] = []
    const entries: Entry[] = []
    for (const receipt of receipts) {
      if (fresh.delete(idOf(receipt))) {
        outcomes.push(storedOutcome(receipt, known))
        entries.push(receiptEntry(receipt))
      } else {
        const seen = await meetExisting({ tx, city, known }, receipt)
        outcomes.push(seen.outcome)
        if (seen.entry) entries.push(seen.entry)
      }
    }
    await commitEntries(tx, { city, now: new Date(Math.max(...receipts.map(({ receivedAt }) => receivedAt.getTime()))), random }, entries)
    return outcomes
  })
}

type Meeting = { readonly tx: CityTransaction; readonly city: string; readonly known: Known }

async function meetExisting(meeting: Meeting, receipt: CheckedReceipt): Promise<{ readonly outcome: Stored; readonly entry?: Entry }> {
  const { tx, city, known } = meeting
  const stored = await findStored(tx, city, receipt)
  if (stored === undefined) return storeWithoutCard(meeting, receipt)
  if (stored.same) return { outcome: { ...storedOutcome(receipt, known), status: 'already', receivedAt: stored.receivedAt } }
  const { submission } = receipt
  const digest = sha256(concat(submission.payload, submission.holderHash, utf8(submission.detail)))
  await insertEquivocation(tx, city, { receipt, digest })
  const businessKey = `${idOf(receipt)}/${toHex(digest)}`
  return {
    outcome: { status: 'equivocation' },
    entry: { type: 'equivocation', businessKey, version: 1, day: receipt.day, payload: { receipt: idOf(receipt), digest: toHex(digest) } },
  }
}

/** No row has this number, yet it could not enter: another receipt holds its card. The receipt stands, without the card. */
async function storeWithoutCard({ tx, city, known }: Meeting, receipt: CheckedReceipt): Promise<{ readonly outcome: Stored; readonly entry: Entry }> {
  const spent = { ...known, cardProblems: new Map([[idOf(receipt), 'spent' as const]]) }
  await insertReceipts(tx, city, { receipts: [receipt], ...spent })
  return { outcome: storedOutcome(receipt, spent), entry: receiptEntry(receipt) }
}

function storedOutcome(receipt: CheckedReceipt, known: Known): Exclude<Stored, { status: 'equivocation' }> {
  const { receivedAt, late, clockOff, device } = receipt
  return {
    status: 'stored',
    standing: known.standing.get(device.device) ?? 'valid',
    cardProblem: known.cardProblems.get(idOf(receipt)),
    receivedAt,
    late,
    clockOff,
  }
}

function receiptEntry(receipt: CheckedReceipt): Entry {
  const { submission } = receipt
  const payload = { payload: toHex(submission.payload), holderHash: toHex(submission.holderHash), detail: toHex(sha256(utf8(submission.detail))) }
  return { type: 'receipt', businessKey: idOf(receipt), version: 1, day: receipt.day, payload, holderTag: new Uint8Array(receipt.holderTag) }
}
