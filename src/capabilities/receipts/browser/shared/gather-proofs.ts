import { keep, receiptOfKept, type CarnetStore, type Kept } from './carnet-store.ts'
import { examine } from './examine.ts'
import type { Journaling } from './examine-journal.ts'
import { placeNames } from './names.ts'

/** At one opening of the carnet; others at the next. */
const MOST = 20

/** What was found of receipts that had no proof yet, by id. */
export type Gathered = ReadonlyMap<string, Journaling>

/**
 * Looks for the proofs of kept receipts that have none yet, a day's file at a time, as everyone fetches it. Which ones is drawn: those that
 * never get one do not stand before the others for ever. `now`: Unix seconds.
 */
export async function gatherProofs(store: CarnetStore, now: number): Promise<Gathered> {
  const gathered = new Map<string, Journaling>()
  for (const kept of draw((await store.getAll('receipts')).filter(isUnproven), MOST)) {
    const receipt = receiptOfKept(kept)
    const finding = await examine(kept.fragment, now)
    if (receipt === undefined || finding.kind !== 'registered') continue
    const { content, chain, names, journal } = finding
    gathered.set(kept.id, journal)
    if (journal.kind !== 'proven') continue
    await keep(store, receipt, { ...kept, content, chain, names: placeNames(names, receipt.payload), proof: journal.proof })
  }
  return gathered
}

function isUnproven({ proof }: Kept): boolean {
  return proof?.since === undefined
}

function draw<One>(all: readonly One[], most: number): readonly One[] {
  const order = crypto.getRandomValues(new Uint32Array(all.length))
  const drawn = all.map((one, index) => ({ one, at: order[index] ?? 0 })).sort((left, right) => left.at - right.at)
  return drawn.slice(0, most).map(({ one }) => one)
}
