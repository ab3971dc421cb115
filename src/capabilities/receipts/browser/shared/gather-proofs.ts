import { keep, receiptOfKept, type CarnetStore } from './carnet-store.ts'
import { examine } from './examine.ts'
import { placeNames } from './names.ts'

/** At one opening of the carnet; the rest at the next. */
const MOST = 20

/** Looks for the proofs of kept receipts that have none yet, a day's file at a time, as everyone fetches it. Answers how many were found. `now`: Unix seconds. */
export async function gatherProofs(store: CarnetStore, now: number): Promise<number> {
  const lacking = (await store.getAll('receipts')).filter(({ proof }) => proof === undefined).slice(0, MOST)
  let found = 0
  for (const kept of lacking) {
    const receipt = receiptOfKept(kept)
    const finding = await examine(kept.fragment, now)
    if (receipt === undefined || finding.kind !== 'registered' || finding.journal.kind !== 'proven') continue
    const { content, chain, names, journal } = finding
    await keep(store, receipt, { ...kept, content, chain, names: placeNames(names, receipt.payload), proof: journal.proof })
    found += 1
  }
  return found
}
